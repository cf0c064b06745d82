import type { CheckIn } from "../model/checkIn.ts";
import type { KeyResult } from "../model/keyResult.ts";
import { isLine } from "./checkInOrder.ts";

/**
 * The end of an objective's history from which it stands as it does with all of it: what a board shows, and no more. A
 * history in which people did not know of each other's check-ins is given whole.
 *
 * @param history by `at`, then id
 * @param measures the objective's key results that are not archived
 */
export function presentHistory(history: readonly CheckIn[], measures: readonly KeyResult[]): readonly CheckIn[] {
  if (!isLine(history)) return history;
  const says: ((checkIn: CheckIn) => boolean)[] = [
    () => true,
    ({ status }) => status !== null,
    ({ progress }) => progress !== null,
    ({ note }) => note !== "",
    ...measures.map(
      ({ id }) =>
        ({ values }: CheckIn) =>
          values.has(id),
    ),
  ];
  const needed = says
    .map((said) => history.findLastIndex((checkIn) => checkIn.withdrawnAt === null && said(checkIn)))
    .filter((at) => at >= 0);
  return history.slice(Math.min(history.length - 1, ...needed));
}
