import { refuseOldNode } from "./oldNode.ts";

refuseOldNode(process.versions.node);

// Only now, because an older Node would stumble over what these import, and say so in its own words.
const words = process.argv.slice(2);
if (words.length > 0) {
  const { runCommandLine } = await import("./maintenance/runCommandLine.ts");
  process.exitCode = await runCommandLine(words, process.env);
} else {
  const [{ runServer }, { builtClient }] = await Promise.all([
    import("./runServer.ts"),
    import("./http/builtClient.ts"),
  ]);
  await runServer(builtClient);
}
