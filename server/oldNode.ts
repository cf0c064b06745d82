const LEAST = 24;

/** Ends the process with one clear line if this Node is too old to run the server. */
export function refuseOldNode(version: string): void {
  if (Number(version.split(".", 1)[0]) >= LEAST) return;
  process.stderr.write(
    `Waymark needs Node ${LEAST} or later; this is ${version}. Use \`npm start\`, which brings its own.\n`,
  );
  process.exit(1);
}
