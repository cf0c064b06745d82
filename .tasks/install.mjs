// Installs the packages that package-lock.json names, if they are not there already.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { hasNode, root } from "./project.mjs";

export function install() {
  if (isInstalled()) return;
  console.log("Installing packages (once, about a minute) …");
  const shell = process.platform === "win32";
  // Not `npm ci`: it refuses a lock file in which the packages for another system are missing, as they are when that
  // system's package came out later than the rest. This takes the versions of the lock file, too, and leaves it alone.
  const { status } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell,
  });
  if (status === 0 && isInstalled()) return;
  console.error("The packages could not be installed. Check the network and the messages above, then try again.");
  process.exit(1);
}

/** True if node_modules holds every package in the version that the lock file names. npm writes its own list last. */
function isInstalled() {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined || present === undefined || !hasNode()) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) install();
