import type { MouseEvent } from "react";

import { navigate } from "./route.ts";

/** Follows a link of ours without loading the page anew, unless another window or tab was asked for. */
export function followLink(event: MouseEvent<HTMLAnchorElement>, path: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
  event.preventDefault();
  navigate(path);
}
