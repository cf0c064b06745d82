// Builds the client into dist/client, with a compressed copy beside each file that gains by it.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { install } from "./install.mjs";
import { must, root } from "./project.mjs";

const client = join(root, "dist", "client");
const stamp = join(client, ".built");
const sources = ["client", "shared", "vite.config.ts", "package-lock.json"];
const compressed = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest"]);
/** Below this many bytes a compressed copy saves nothing that matters. */
const worthwhile = 1024;

export function build() {
  console.log("Building the client …");
  must("vite", ["build", "--logLevel", "warn"]);
  for (const file of filesIn(client)) {
    if (!compressed.has(extname(file)) || statSync(file).size < worthwhile) continue;
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  }
  writeFileSync(stamp, "");
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

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  install();
  build();
}
