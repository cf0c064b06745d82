import { sourceClient } from "./http/sourceClient.ts";
import { runServer } from "./runServer.ts";

await runServer(sourceClient);
