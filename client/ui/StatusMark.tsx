import { STATUS_WORDS } from "#shared/model/status.ts";
import type { Status } from "#shared/model/status.ts";

/** A status as people read it: its shape and its word, in its colour. */
export function StatusMark({ status }: { readonly status: Status }) {
  return <span className={`status status--${status}`}>{STATUS_WORDS[status]}</span>;
}
