// @hocuspocus/server with its SQLite extension, on a free port of this machine. FLUSH_DELAY: as shipped if not given.
import { join } from "node:path";

import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const { DATA_DIR, FLUSH_DELAY } = process.env;
const server = new Server({
  address: "127.0.0.1",
  port: 0,
  quiet: true,
  extensions: [new SQLite({ database: join(DATA_DIR, "hocuspocus.sqlite") })],
  ...(FLUSH_DELAY !== undefined && { flushDelay: Number(FLUSH_DELAY) }),
});
await server.listen();
console.log(`ready at ${server.address.port}`);
