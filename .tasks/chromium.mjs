// Finds the Chromium or Chrome that the browser tests drive.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const usualPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, "Google", "Chrome", "Application", "chrome.exe")),
];

/** The browser's path, or undefined if there is none. `CHROMIUM_PATH` goes before everything else. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...places, ...usualPlaces].find((place) => existsSync(place));
}

/** The browser's path. Installs one where that needs no question (Debian, as root), else says what to do and ends. */
export function needChromium() {
  const found = findChromium() ?? installed();
  if (found !== undefined) return found;
  console.error("The browser tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to where it is.");
  process.exit(1);
}

function installed() {
  if (process.env.CHROMIUM_PATH || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("Installing Chromium for the browser tests (once) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core");
  return findChromium();
}
