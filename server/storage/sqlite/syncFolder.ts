import { closeSync, fsyncSync, openSync } from "node:fs";

/** A new name is on disk only when its folder is. Windows does that by itself. */
export function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}
