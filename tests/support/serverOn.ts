import { EntryLinks } from "#server/auth/entryLinks.ts";
import { defaultLimits } from "#server/limits.ts";
import { carryOut } from "#server/maintenance/carryOut.ts";
import type { MaintenanceCommand } from "#server/maintenance/command.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { startTestServer } from "./testServer.ts";
import type { TestServer } from "./testServer.ts";

interface CommandedServer {
  readonly server: TestServer;
  readonly run: (command: MaintenanceCommand) => Promise<{ readonly done: boolean; readonly said: string }>;
}

/** A server in this process on a data folder, and what it says to a command of the command line. */
export async function serverOn(dataDir: string): Promise<CommandedServer> {
  const server = await startTestServer({ dataDir });
  const { storage, rooms } = server;
  return {
    server,
    run: async (command) => {
      const lines: string[] = [];
      const add = (line: string): void => void lines.push(line);
      const report = { progress: () => undefined, say: add, complain: add };
      const settings = { limits: defaultLimits, timeScale: 1 };
      const origin = (): string => "http://localhost:3000";
      const links = new EntryLinks({ access: storage.access, settings, clock: Date.now, origin });
      const premises = { storage, rooms, links, databasePath: databaseIn(dataDir) };
      const done = await carryOut(command, premises, report);
      return { done, said: lines.join("\n") };
    },
  };
}
