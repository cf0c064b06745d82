import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("./peers", import.meta.url));

/** Installs the peers into the benchmark's own folder, once. False if they cannot be; then they are not measured. */
export function installPeers(): boolean {
  if (existsSync(join(folder, "node_modules", ".package-lock.json"))) return true;
  console.log("Installing the peers (once, about a minute) …");
  // Their native parts are made for the Node that runs them: the one that runs this.
  const PATH = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH },
    shell: process.platform === "win32",
  });
  if (status === 0) return true;
  console.error("The peers could not be installed; Waymark is measured alone.");
  return false;
}
