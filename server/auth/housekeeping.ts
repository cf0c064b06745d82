import { DAY_MS, HOUR_MS } from "#shared/model/duration.ts";
import type { LimitSettings } from "../limits.ts";
import type { Log } from "../log.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import type { Principal } from "../sync/principal.ts";
import type { PlanRooms } from "../sync/planRooms.ts";

/** How long a command that comes again under its key is known. */
const ANSWER_DAYS = 7;

export interface HousekeepingOptions {
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  readonly settings: LimitSettings;
  readonly log: Log;
  readonly clock: () => number;
  /** Whose sockets are open. */
  readonly principals: () => Iterable<Principal>;
}

/**
 * Once at the start and then every hour: forgets what is over, removes plans whose time to be restored has passed, and
 * notes sessions that have a plan open as used. Gives the function that ends it.
 */
export function keepHouse(options: HousekeepingOptions): () => void {
  const run = (): void => {
    tidy(options).catch((error: unknown) => options.log.warn({ err: error }, "What is over could not be removed."));
  };
  const timer = setInterval(run, HOUR_MS * options.settings.timeScale);
  timer.unref();
  run();
  return () => clearInterval(timer);
}

/** All of it once. */
export async function tidy({ storage, rooms, settings, clock, principals }: HousekeepingOptions): Promise<void> {
  const { limits, timeScale } = settings;
  const now = clock();
  const ago = (days: number): number => now - days * DAY_MS * timeScale;
  const { access } = storage;
  // A page that stays open all month is no idle one.
  await access.commit(
    [...principals()].map(({ sessionHash }) => ({ kind: "touchSession", secretHash: sessionHash, seenAt: now })),
  );
  await access.commit([
    { kind: "forgetEnded", now, auditBefore: ago(limits.auditDays), answersBefore: ago(ANSWER_DAYS) },
  ]);
  for (const { planId, deletedAt } of await access.conditions(null)) {
    if (deletedAt === null || deletedAt > ago(limits.deletedPlanDays)) continue;
    await rooms.whileClosed(planId, false, async () => {
      await storage.removePlan(planId);
      await access.commit([
        { kind: "forgetPlan", planId },
        { kind: "forgetCondition", planId },
      ]);
    });
  }
}
