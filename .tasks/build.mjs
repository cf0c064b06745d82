// Builds the client into dist/client.
import { readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { install } from "./install.mjs";
import { must, root } from "./project.mjs";

const stamp = join(root, "dist", "client", ".built");
const sources = ["client", "shared", "vite.config.ts", "package-lock.json"];

export function build() {
  console.log("Building the client …");
  // A source that changes meanwhile is newer than the build.
  const started = new Date();
  must("vite", ["build", "--logLevel", "warn"]);
  writeFileSync(stamp, "");
  utimesSync(stamp, started, started);
}

/** Builds only if a source is newer than the last finished build. */
export function buildIfChanged() {
  if (newest(sources.map((source) => join(root, source))) > timeOf(stamp)) build();
}

function newest(paths) {
  let time = 0;
  // A folder's own time is that of the last file added to or removed from it.
  for (const path of paths) {
    time = Math.max(time, timeOf(path));
    if (statSync(path).isDirectory()) time = Math.max(time, newest(readdirSync(path).map((name) => join(path, name))));
  }
  return time;
}

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  install();
  build();
}
