import { refuseOldNode } from "./oldNode.ts";

refuseOldNode(process.versions.node);

// Only now, because an older Node would stumble over what these import, and say so in its own words.
const [{ runServer }, { builtClient }] = await Promise.all([import("./runServer.ts"), import("./http/builtClient.ts")]);
await runServer(builtClient);
