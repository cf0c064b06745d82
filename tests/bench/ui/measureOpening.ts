import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import type { Figures } from "./figures.ts";
import { atRest, heapOf } from "./openPlan.ts";
import type { OpenedPlan } from "./openPlan.ts";

const built = fileURLToPath(new URL("../../../dist/client", import.meta.url));

type Opening = Pick<
  Figures,
  "open" | "openAgain" | "longTasksOpening" | "heapMb" | "elements" | "mostBodies" | "scriptKb"
>;

/** What a plan that was opened just now has cost; then opens it again in the same window. */
export async function measureOpening({ page, cdp }: OpenedPlan): Promise<Opening> {
  const { usableAt, mostBodies, longTasks, scripts } = await page.evaluate(() => window.waymarkProbe);
  const elements = await page.evaluate(() => document.getElementsByTagName("*").length);
  const heapMb = await heapOf(cdp);
  await page.reload();
  await atRest(page);
  const again = await page.evaluate(() => window.waymarkProbe);
  return {
    open: usableAt,
    openAgain: again.usableAt,
    longTasksOpening: longTasks.reduce((sum, { duration }) => sum + duration, 0),
    heapMb,
    elements,
    mostBodies: Math.max(mostBodies, again.mostBodies),
    scriptKb: scripts.reduce((sum, path) => sum + gzipBytes(path), 0) / 1024,
  };
}

function gzipBytes(path: string): number {
  return gzipSync(readFileSync(join(built, path)), { level: 9 }).length;
}
