import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";

import type { Log } from "../log.ts";
import { messageOf } from "../messageOf.ts";
import { parseCommand } from "./command.ts";
import type { MaintenanceCommand, Report } from "./command.ts";
import { parseLine } from "./socketMessage.ts";
import type { SocketMessage } from "./socketMessage.ts";

export interface CommandSocketOptions {
  /** Whoever listens has the data folder, so a socket that is there is a dead server's. */
  readonly path: string;
  readonly carryOut: (command: MaintenanceCommand, report: Report) => Promise<boolean>;
  readonly log: Log;
}

/** Takes commands from this machine's owner of the data folder, one at a time. Gives the function that ends it. */
export async function listenForCommands({ path, carryOut, log }: CommandSocketOptions): Promise<() => void> {
  const open = new Set<Socket>();
  let busy = false;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    // Who has asked may go away; what was begun is finished.
    socket.on("error", () => socket.destroy());
    const lines = createInterface({ input: socket });
    lines.on("error", () => socket.destroy());
    lines.once("line", (line) => void answer(socket, parseCommand(parseLine(line))));
  });

  async function answer(socket: Socket, command: MaintenanceCommand | undefined): Promise<void> {
    const send = (message: SocketMessage): void => {
      if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
    };
    const report: Report = {
      progress: (line) => send({ kind: "progress", line }),
      say: (line) => send({ kind: "say", line }),
      complain: (line) => send({ kind: "complain", line }),
    };
    let done = false;
    if (!command) report.complain("The server does not know this command. It is of another version.");
    else if (busy) report.complain("The server is carrying out another command. Wait until it has finished.");
    else {
      busy = true;
      log.info({ command: command.name }, "A command is carried out.");
      done = await carryOut(command, report).catch((error: unknown) => {
        log.error({ err: error, command: command.name }, "A command failed.");
        report.complain(messageOf(error));
        return false;
      });
      log.info({ command: command.name, done }, "The command has ended.");
      busy = false;
    }
    send({ kind: "end", done });
    socket.end();
  }

  if (process.platform !== "win32") rmSync(path, { force: true });
  // The socket is made within the call, for its owner only from the first moment.
  const mask = process.umask(0o177);
  server.listen(path);
  process.umask(mask);
  await once(server, "listening");
  server.on("error", (error) => log.error({ err: error }, "The socket for commands reported an error."));
  return () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
}
