import type { UserId } from "#shared/model/id.ts";

import { keptNames, keptNamesOf, storageOf } from "../device/ownStorage.ts";
import { plansWithUnsent, unsentCopies } from "../plan/unsentPlans.ts";
import type { RecoveryCopy } from "../plan/recoveryCopies.ts";

/** What somebody has on this device that the server may not have: each a plan as it was, to be downloaded. */
export async function unsentOnDevice(userId: UserId): Promise<readonly RecoveryCopy[]> {
  return unsentCopies(storageOf(userId), keptNamesOf(userId));
}

/** Whether anybody who is not signed in has left changes here that were not sent. */
export function isAnythingUnsent(): boolean {
  const people = new Set(keptNames().map(({ userId }) => userId));
  return [...people].some((userId) => plansWithUnsent(storageOf(userId), keptNamesOf(userId)).length > 0);
}
