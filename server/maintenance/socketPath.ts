import { createHash } from "node:crypto";
import { join, relative } from "node:path";

/** Bytes a socket's path may have on every system; the strictest takes 104 with the end of the text. */
const MOST_BYTES = 103;

/**
 * Where the server of a data folder listens for commands: in the folder itself, or a pipe named after it on Windows.
 * Null if the path is longer than the system takes, from where this process stands as well.
 */
export function socketPath(dataDir: string): string | null {
  if (process.platform === "win32") {
    const name = createHash("sha256").update(dataDir.toLowerCase()).digest("hex").slice(0, 32);
    return `\\\\.\\pipe\\waymark-${name}`;
  }
  const path = join(dataDir, "waymark.sock");
  return [path, relative(process.cwd(), path)].find((name) => Buffer.byteLength(name) <= MOST_BYTES) ?? null;
}
