/**
 * `npm run bench -- ui [ROUNDS] [PLAN…]`: what the board costs in Chromium against a real server, for the example plan,
 * plans of 50 to 5,000 cards and five years of check-ins. Beside it two floors: an empty page with React, sooner than which
 * no board can open; and a plain board of 500 titles, which does next to nothing with the libraries that are fixed. Prints a table and writes JSON to tests/bench/results. With plans named (`example`, `5-years`, `50`, `500`,
 * `2000`, `5000`) only these: a goal that compares two plans needs both.
 *
 * Every round measures every plan once, so that whatever else the machine does meanwhile falls on all of them alike. The
 * first round only warms up: the server has read each plan from disk by then.
 *
 * The browser is driven with its debugger on, for which V8 reads each file that calls the system a second time: opening
 * takes some 50 ms of the page's thread longer than where nobody watches.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { connectionIs } from "../support/boardPage.ts";
import { launchBrowser } from "../support/launchBrowser.ts";
import { startPageServer } from "../support/pageServer.ts";
import { startedServer } from "../support/serverProcess.ts";
import { medians } from "./ui/figures.ts";
import type { Figures } from "./ui/figures.ts";
import { makeMeasuredPlans } from "./ui/measuredPlans.ts";
import type { MeasuredPlan } from "./ui/measuredPlans.ts";
import { measureDrag, measureSeen } from "./ui/measureDrag.ts";
import { measureEmptyPage } from "./ui/measureEmptyPage.ts";
import { measureOpening } from "./ui/measureOpening.ts";
import { measurePlainBoard } from "./ui/measurePlainBoard.ts";
import { openPlan } from "./ui/openPlan.ts";
import { syncPlainly } from "./ui/plainBoardServer.ts";
import { EMPTY_PAGE, PLAIN_BOARD, report } from "./ui/report.ts";

const [roundsAsked = "9", ...asked] = process.argv.slice(2);
const rounds = Number(roundsAsked);
const dataDir = mkdtempSync(join(tmpdir(), "waymark-bench-"));
const hour = String(3_600_000);
const server = await startedServer({ DATA_DIR: dataDir, WAYMARK_ROOM_GRACE_MS: hour });
const empty = await startPageServer(fileURLToPath(new URL("ui/emptyPage.tsx", import.meta.url)), { minify: true });
const plain = await startPageServer(fileURLToPath(new URL("ui/plainBoard.tsx", import.meta.url)), { minify: true });
const stopSyncing = syncPlainly(plain.http, 500);
const mine = await launchBrowser();
const theirs = await launchBrowser();
try {
  const plans = await makeMeasuredPlans(server.url, asked);
  const measured = new Map(
    [EMPTY_PAGE, PLAIN_BOARD, ...plans.map(({ name }) => name)].map((name) => [name, [] as Partial<Figures>[]]),
  );
  for (let round = 0; round <= rounds; round += 1) {
    const floor = await measureEmptyPage(mine, empty.url);
    const plainly = await measurePlainBoard(mine, theirs, plain.url, round % 2 === 1);
    if (round > 0) {
      measured.get(EMPTY_PAGE)?.push(floor);
      measured.get(PLAIN_BOARD)?.push(plainly);
    }
    for (const plan of plans) {
      const figures = await measure(plan, round % 2 === 1);
      if (round > 0) measured.get(plan.name)?.push(figures);
    }
    console.log(round === 0 ? "warmed up" : `round ${round} of ${rounds}`);
  }
  report(Object.fromEntries([...measured].map(([name, each]) => [name, medians(each)])), rounds);
} finally {
  await mine.close();
  await theirs.close();
  empty.stop();
  stopSyncing();
  plain.stop();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function measure({ planId, openOnly }: MeasuredPlan, back: boolean): Promise<Partial<Figures>> {
  const url = `${server.url}/p/${planId}`;
  const opened = await openPlan(mine, url);
  try {
    const opening = await measureOpening(opened);
    if (openOnly) return opening;
    const drag = await measureDrag(opened, back);
    await connectionIs(opened.page, "saved");
    const other = await openPlan(theirs, url);
    const seen = await measureSeen(opened, other, back);
    await other.context.close();
    return { ...opening, ...drag, mostBodies: Math.max(opening.mostBodies, drag.mostBodies), ...seen };
  } finally {
    await opened.context.close();
  }
}
