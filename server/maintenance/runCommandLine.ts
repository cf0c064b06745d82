import { EntryLinks } from "../auth/entryLinks.ts";
import { readConfig } from "../config.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { databaseIn, hasContent, takeDataFolder } from "../storage/sqlite/dataFolder.ts";
import { lossOf } from "../storage/sqlite/ensureDatabase.ts";
import { openSqliteStorage } from "../storage/sqlite/openSqliteStorage.ts";
import { shrinkDatabase } from "../storage/sqlite/shrinkDatabase.ts";
import { PlanRooms } from "../sync/planRooms.ts";
import { messageOf } from "../messageOf.ts";
import { askServer } from "./askServer.ts";
import { backUp } from "./backUp.ts";
import { carryOut } from "./carryOut.ts";
import type { MaintenanceCommand, Report } from "./command.ts";
import { openPlanWorker } from "./openPlanWorker.ts";
import { HELP, readArguments } from "./readArguments.ts";
import type { Asked } from "./readArguments.ts";
import { restore } from "./restore.ts";
import { socketPath } from "./socketPath.ts";
import { verifyStore } from "./verifyStore.ts";

const DONE = 0;
const NOT_DONE = 1;
const NOT_UNDERSTOOD = 2;
/** Milliseconds between two lines about how far it is. What is done sooner needs none. */
const PROGRESS_MS = 1_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Carries out what was asked for on the command line. Gives the exit code. */
export async function runCommandLine(words: readonly string[], env: Environment): Promise<number> {
  const asked = readArguments(words);
  if (!asked.ok) {
    process.stderr.write(`${asked.error} “node server/main.ts --help” lists the commands.\n`);
    return NOT_UNDERSTOOD;
  }
  if (asked.value.name === "help") {
    process.stdout.write(HELP);
    return DONE;
  }
  const config = readConfig(env);
  const report = reportToTerminal();
  if (!config.ok) {
    for (const problem of config.error) report.complain(problem);
    return NOT_DONE;
  }
  try {
    return (await run(asked.value, config.value, report)) ? DONE : NOT_DONE;
  } catch (error) {
    report.complain(messageOf(error));
    return NOT_DONE;
  }
}

async function run(asked: Exclude<Asked, { name: "help" }>, config: Config, report: Report): Promise<boolean> {
  const { dataDir } = config;
  if (asked.name === "restore") {
    const worker = openPlanWorker();
    return restore({ dataDir, file: asked.file, now: Date.now() }, worker, report).finally(() => void worker.stop());
  }
  if (!hasContent(databaseIn(dataDir))) {
    const none = `There are no plans in ${dataDir}. Set DATA_DIR to the folder that the server uses.`;
    report.complain(lossOf(databaseIn(dataDir)) ?? none);
    return false;
  }
  const path = socketPath(dataDir);
  const answer = path === null ? null : await askServer(path, asked, report);
  return answer ?? runAlone(asked, config, report);
}

/** Without a server, under the lock that a server would have. */
async function runAlone(command: MaintenanceCommand, config: Config, report: Report): Promise<boolean> {
  const { dataDir } = config;
  if (command.name === "verify" || command.name === "backup") return readAlone(command, dataDir, report);
  const storage = await openSqliteStorage({ dataDir });
  const rooms = new PlanRooms({ storage, settings: config, log: logTo(report), clock: Date.now });
  let done = false;
  try {
    const origin = (): string => config.publicUrl?.origin ?? `http://localhost:${config.port}`;
    const links = new EntryLinks({ access: storage.access, settings: config, clock: Date.now, origin });
    done = await carryOut(command, { storage, rooms, links, databasePath: databaseIn(dataDir) }, report);
  } finally {
    await storage.close();
  }
  if (command.name === "compact" && done) {
    report.progress("giving disk space back");
    shrinkDatabase(dataDir);
  }
  return done;
}

/** These write nothing to the store, so nothing of it is opened for writing. */
async function readAlone(
  command: Extract<MaintenanceCommand, { name: "verify" | "backup" }>,
  dataDir: string,
  report: Report,
): Promise<boolean> {
  const { databasePath, release } = takeDataFolder(dataDir);
  const worker = openPlanWorker();
  try {
    if (command.name === "verify") return await verifyStore(databasePath, worker, report);
    return await backUp({ databasePath, file: command.file, force: command.force }, worker, report);
  } finally {
    await worker.stop();
    release();
  }
}

function reportToTerminal(): Report {
  let latest: string | null = null;
  // By the clock and not by the work, so that a step that takes long is told while it does.
  const telling = setInterval(() => {
    if (latest !== null) process.stderr.write(`… ${latest}\n`);
    latest = null;
  }, PROGRESS_MS);
  telling.unref();
  return {
    progress: (line) => {
      latest = line;
    },
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  };
}

function logTo({ complain }: Report): Log {
  const tell = (_details: object, message: string): void => complain(message);
  return { info: () => undefined, warn: tell, error: tell };
}
