import type { CheckIn } from "../model/checkIn.ts";
import type { CheckInId } from "../model/id.ts";

/**
 * Which check-ins of one objective others follow. One follows another if its `after` names it, or names one that
 * follows it. Clocks differ between devices, so what was said last is known from this first, and by `at` only among
 * those that do not know of each other. In a circle, which no device makes, all count as not knowing of each other.
 */

/** The check-ins that nobody has followed: what a new one comes after. By `at`, then id. */
export function headsOf(history: readonly CheckIn[]): readonly CheckInId[] {
  return frontOf(history, () => true).map((checkIn) => checkIn.id);
}

/** Of the check-ins that say something, and were not taken back, the one that holds. */
export function latestOf(history: readonly CheckIn[], says: (checkIn: CheckIn) => boolean): CheckIn | null {
  const saying = (checkIn: CheckIn): boolean => checkIn.withdrawnAt === null && says(checkIn);
  // A history is in the order by `at`, then id.
  return frontOf(history, saying).at(-1) ?? null;
}

/** Those of the chosen that no other chosen one follows. */
function frontOf(history: readonly CheckIn[], chosen: (checkIn: CheckIn) => boolean): CheckIn[] {
  if (isLine(history)) {
    const last = history.findLast(chosen);
    return last ? [last] : [];
  }
  const { circleOf, followed } = graphOf(history);
  const candidates = history.filter(chosen);
  const passed = new Set<number>();
  const open = [...new Set(candidates.map((checkIn) => circle(circleOf, checkIn)))];
  // Everything that can be reached from a chosen one by a step at least is followed by it.
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const to of followed[from] ?? []) {
      if (passed.has(to)) continue;
      passed.add(to);
      open.push(to);
    }
  }
  return candidates.filter((checkIn) => !passed.has(circle(circleOf, checkIn)));
}

function circle(circleOf: ReadonlyMap<CheckInId, number>, checkIn: CheckIn): number {
  return circleOf.get(checkIn.id) ?? -1;
}

const lines = new WeakMap<readonly CheckIn[], boolean>();

/** Whether each check-in follows the one before it and no other: then the last of any chosen ones follows all of them. */
function isLine(history: readonly CheckIn[]): boolean {
  let line = lines.get(history);
  if (line === undefined) {
    line = history.every(({ after }, at) =>
      at === 0 ? after.length === 0 : after.length === 1 && after[0] === history[at - 1]?.id,
    );
    lines.set(history, line);
  }
  return line;
}

interface Graph {
  /** Check-ins that follow each other in a circle share a number; all others have their own. */
  readonly circleOf: ReadonlyMap<CheckInId, number>;
  /** Per circle: the other circles that it follows directly. */
  readonly followed: readonly ReadonlySet<number>[];
}

const graphs = new WeakMap<readonly CheckIn[], Graph>();

function graphOf(history: readonly CheckIn[]): Graph {
  let graph = graphs.get(history);
  if (!graph) graphs.set(history, (graph = computeGraph(history)));
  return graph;
}

/** Tarjan's strongly connected components, with a stack of its own: a history may be thousands long. */
function computeGraph(history: readonly CheckIn[]): Graph {
  const byId = new Map(history.map((checkIn) => [checkIn.id, checkIn]));
  const order = new Map<CheckInId, number>();
  const lowest = new Map<CheckInId, number>();
  const circleOf = new Map<CheckInId, number>();
  const pending: CheckInId[] = [];
  let circles = 0;

  const close = (id: CheckInId): void => {
    if (lowest.get(id) !== order.get(id)) return;
    for (let member = pending.pop(); member !== undefined; member = member === id ? undefined : pending.pop()) {
      circleOf.set(member, circles);
    }
    circles += 1;
  };

  for (const start of history) {
    const path: { readonly id: CheckInId; readonly rest: Iterator<CheckInId> }[] = [];
    const visit = ({ id, after }: CheckIn): void => {
      order.set(id, order.size);
      lowest.set(id, order.size - 1);
      pending.push(id);
      path.push({ id, rest: after[Symbol.iterator]() });
    };
    if (!order.has(start.id)) visit(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { value: id, done } = top.rest.next();
      if (done === true) {
        path.pop();
        close(top.id);
        const above = path.at(-1);
        if (above) lower(lowest, above.id, lowest.get(top.id));
        continue;
      }
      const next = byId.get(id);
      if (next === undefined || circleOf.has(id)) continue;
      if (order.has(id)) lower(lowest, top.id, order.get(id));
      else visit(next);
    }
  }

  const followed = Array.from({ length: circles }, () => new Set<number>());
  for (const checkIn of history) {
    const own = circle(circleOf, checkIn);
    for (const id of checkIn.after) {
      const other = circleOf.get(id);
      if (other !== undefined && other !== own) followed[own]?.add(other);
    }
  }
  return { circleOf, followed };
}

function lower(lowest: Map<CheckInId, number>, id: CheckInId, to: number | undefined): void {
  if (to !== undefined && to < (lowest.get(id) ?? Infinity)) lowest.set(id, to);
}
