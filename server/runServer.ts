import { pino } from "pino";
import type { Logger } from "pino";

import { readConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { createServer } from "./createServer.ts";
import type { WaymarkServer } from "./createServer.ts";
import type { ClientSource } from "./http/builtClient.ts";
import { carryOut } from "./maintenance/carryOut.ts";
import { listenForCommands } from "./maintenance/listenForCommands.ts";
import { socketPath } from "./maintenance/socketPath.ts";
import { DamagedPlanError } from "./storage/planStorage.ts";
import type { PlanStorage } from "./storage/planStorage.ts";
import { databaseIn } from "./storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "./storage/sqlite/openSqliteStorage.ts";

/** Milliseconds a shutdown may take before the process ends anyway; nothing acknowledged is lost by that. */
const SHUTDOWN_MS = 10_000;

const NO_PROXY =
  "PUBLIC_URL begins with https, and Waymark speaks plain HTTP itself. Set TLS=proxy if a proxy in front speaks HTTPS; " +
  "without it all who come through the proxy count as one address.";

/** Runs the server until it is told to stop. Whatever keeps it from starting is one clear line and exit code 1. */
export async function runServer(client: ClientSource): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) return refuseToStart(config.error);
  // Written at once, so that the reason for a crash is never lost in a buffer.
  const log = pino({ level: config.value.logLevel }, pino.destination({ dest: 2, sync: true }));
  endOnBrokenPromises(log);
  if (config.value.publicUrl?.protocol === "https:" && config.value.tls !== "proxy") log.warn({}, NO_PROXY);
  let storage: PlanStorage | null = null;
  try {
    storage = await openSqliteStorage({ dataDir: config.value.dataDir });
    const server = await createServer({ config: config.value, storage, log, client, clock: Date.now });
    let endCommands = (): void => undefined;
    stopOnSignal(server, storage, config.value, log, () => endCommands());
    const { port } = await server.listen();
    endCommands = await takeCommands(server, storage, config.value, log);
    const isNew = await isFirstStart(storage, log);
    const lines = [readyLine(port, config.value), ...(isNew ? [await ownerLine(server, config.value)] : [])];
    process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  } catch (error) {
    await storage?.close();
    refuseToStart([startProblem(error, config.value)]);
  }
}

/** Whether nobody can sign in yet. One entry that is damaged is no reason to keep all others out. */
async function isFirstStart({ access }: PlanStorage, log: Logger): Promise<boolean> {
  try {
    return (await access.firstUser(null)) === null;
  } catch (error) {
    if (!(error instanceof DamagedPlanError)) throw error;
    log.error(
      { err: error },
      "Part of who may come in is damaged. Keep a copy of the data folder, then restore a backup.",
    );
    return false;
  }
}

function readyLine(port: number, { publicUrl }: Config): string {
  const others = publicUrl === null ? "" : `, for others at ${publicUrl.origin}`;
  return `Waymark is ready at http://localhost:${port}${others}`;
}

/** Only what stands in the terminal lets anybody in: there is no account to begin with. */
async function ownerLine({ links }: WaymarkServer, { limits }: Config): Promise<string> {
  return `Open this to become its owner (once, within ${limits.ownerLinkMinutes} minutes): ${await links.forKeeper()}`;
}

function startProblem(error: unknown, { host, port, dataDir }: Config): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return `Port ${port} is in use already. Stop what uses it, or set PORT to another one; 0 takes a free one.`;
  }
  if (syscall === "listen" || syscall === "getaddrinfo") {
    return `Waymark cannot listen on ${host}, port ${port} (${code}). Set HOST and PORT to what this machine allows.`;
  }
  if (code === "ERR_SQLITE_ERROR") {
    return `The database in ${dataDir} cannot be read (${error.message}). Restore a backup: node server/main.ts restore FILE, or set DATA_DIR to another folder.`;
  }
  if (syscall !== undefined)
    return `The data folder ${dataDir} cannot be used (${error.message}). Set DATA_DIR to another one.`;
  return error.message;
}

function refuseToStart(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
  // A worker or a timer that is still there must not keep a server alive that has not started.
  setTimeout(() => process.exit(1), 1_000).unref();
}

/** Lets the command line reach this server. Without that it serves all the same. Gives the function that ends it. */
async function takeCommands(
  { rooms, links }: WaymarkServer,
  storage: PlanStorage,
  { dataDir }: Config,
  log: Logger,
): Promise<() => void> {
  const path = socketPath(dataDir);
  try {
    if (path === null) throw new Error("The path of the data folder is too long for a socket in it.");
    const premises = { storage, rooms, links, databasePath: databaseIn(dataDir) };
    return await listenForCommands({ path, log, carryOut: (command, report) => carryOut(command, premises, report) });
  } catch (error) {
    log.warn({ err: error }, "Commands such as backup cannot be carried out while this server runs.");
    return () => undefined;
  }
}

/** The first SIGTERM or SIGINT drains and ends with 0; a second one ends at once. */
function stopOnSignal(
  server: WaymarkServer,
  storage: PlanStorage,
  { timeScale }: Config,
  log: Logger,
  endCommands: () => void,
): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, "Stopping: open connections are told to come back.");
    setTimeout(() => {
      log.error({}, "Stopping took too long.");
      process.exit(1);
    }, SHUTDOWN_MS * timeScale).unref();
    endCommands();
    await server.close();
    await storage.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}

/** After an error that nobody caught, what is in memory cannot be trusted; what is on disk can. */
function endOnBrokenPromises(log: Logger): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, "An error that nobody caught. The server ends.");
      process.exit(1);
    });
  }
}
