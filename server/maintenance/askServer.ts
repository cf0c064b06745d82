import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";

import type { MaintenanceCommand, Report } from "./command.ts";
import { parseLine, parseSocketMessage } from "./socketMessage.ts";

/** Nobody listens: there is no socket, or the server that made it is dead. */
const NOBODY = new Set(["ENOENT", "ECONNREFUSED"]);

/** Has the server that listens at `path` carry out a command. Null if there is none. */
export async function askServer(path: string, command: MaintenanceCommand, report: Report): Promise<boolean | null> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
  } catch (error) {
    if (error instanceof Error && "code" in error && NOBODY.has(String(error.code))) return null;
    throw error;
  }
  socket.on("error", () => socket.destroy());
  socket.write(`${JSON.stringify(command)}\n`);
  const end = await readUntilEnd(socket, report).catch(() => null);
  socket.destroy();
  if (end !== null) return end;
  report.complain("The server ended before this was done. Nothing is half done; run the command again.");
  return false;
}

/** Whether it was done; null if the connection ends without a last word. */
async function readUntilEnd(socket: Socket, report: Report): Promise<boolean | null> {
  for await (const line of createInterface({ input: socket })) {
    const message = parseSocketMessage(parseLine(line));
    if (message?.kind === "end") return message.done;
    if (message) report[message.kind](message.line);
  }
  return null;
}
