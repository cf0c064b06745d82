import { measured, measuredShortly, wayInWords } from "../ui/measured.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import type { Measure } from "#shared/model/keyResult.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { STATUS_WORDS } from "#shared/model/status.ts";
import { objectiveHistory } from "#shared/queries/objectiveHistory.ts";
import type { HistoryEntry } from "#shared/queries/objectiveHistory.ts";
import { personOf } from "#shared/queries/people.ts";

import { shownTitle } from "../view/shownTitle.ts";
import { standInWords } from "./standInWords.ts";

const MOST_LINES = 5;

interface SaidOf {
  readonly title: string;
  /** How it stands now. */
  readonly standing: string;
  /** Null: still right. */
  readonly news: string | null;
  readonly hasNote: boolean;
  readonly at: number;
}

/**
 * What a person has said of a plan's objectives since a time, in five lines at most: name, status and progress of each,
 * what is new first. Where one line for each is too many, those that are still right share one. Taken back is not said.
 *
 * @param since milliseconds since 1970, as `now`
 */
export function saidInLines(records: PlanRecords, personId: PersonId, since: number, now: number): readonly string[] {
  const said = [...records.histories]
    .flatMap(([objectiveId]) => saidOf(records, objectiveId, personId, since, now) ?? [])
    .sort((a, b) => a.at - b.at);
  const still = said.filter(({ news }) => news === null);
  const news = said.filter((one) => one.news !== null);
  if (said.length <= MOST_LINES) return [...news, ...still].map(lineOf);
  const together = still.map(({ title, standing }) => `${title} (${standing})`).join("; ");
  const lines = still.length === 0 ? [] : [`Still right: ${together}`];
  const room = MOST_LINES - lines.length;
  if (news.length <= room) return [...news.map(lineOf), ...lines];
  // What was put in words has the lines; the others share the last.
  const chosen = new Set(news.toSorted((a, b) => Number(b.hasNote) - Number(a.hasNote)).slice(0, room - 1));
  const others = news.filter((one) => !chosen.has(one)).map(lineOf);
  return [...news.filter((one) => chosen.has(one)).map(lineOf), `Also: ${others.join("; ")}`, ...lines];
}

function lineOf({ title, standing, news }: SaidOf): string {
  return `${title}: ${news ?? `${standing} – still right`}`;
}

function saidOf(
  records: PlanRecords,
  objectiveId: ObjectiveId,
  personId: PersonId,
  since: number,
  now: number,
): SaidOf | null {
  const history = records.histories.get(objectiveId) ?? [];
  if (!history.some(({ at }) => at >= since)) return null;
  const mine = objectiveHistory(records, objectiveId, now).filter(
    ({ checkIn, at }) => at >= since && checkIn.withdrawnAt === null && personOf(records, checkIn.by)?.id === personId,
  );
  const [first, last] = [mine[0], mine.at(-1)];
  if (!first || !last) return null;
  const title = shownTitle("objective", records.objectives.get(objectiveId)?.title);
  const note = mine.flatMap(({ checkIn }) => (checkIn.note === "" ? [] : [checkIn.note])).join(" ");
  const news = [stateInWords(first, last), valuesInWords(mine), note].filter((part) => part !== "");
  const { before } = first;
  const { after } = last;
  const changed = news.length > 1 || before.status !== after.status || before.progress !== after.progress;
  const standing = standInWords(after);
  return { title, standing, news: changed ? news.join(" – ") : null, hasNote: note !== "", at: last.at };
}

/** "At risk (was on track), 45% (was 40%)". */
function stateInWords({ before }: HistoryEntry, { after }: HistoryEntry): string {
  const status = STATUS_WORDS[after.status];
  const former = STATUS_WORDS[before.status].toLowerCase();
  const state = before.status === after.status ? status : `${status} (was ${former})`;
  if (after.progress === null) return state;
  const was = before.progress === null || before.progress === after.progress ? "" : ` (was ${before.progress}%)`;
  return `${state}, ${after.progress}%${was}`;
}

/** "Apprentices in post 12 of 21 people, Coverage 50% (from 31% to 70%)". */
function valuesInWords(mine: readonly HistoryEntry[]): string {
  const latest = new Map<string, string>();
  for (const { values } of mine) {
    for (const { keyResult, measure, value } of values) {
      if (!keyResult || !measure) continue;
      latest.set(keyResult.id, `${keyResult.title} ${valueInWords(value, measure)}`);
    }
  }
  return [...latest.values()].join(", ");
}

/** "Of" is a share only where it began at 0. */
function valueInWords(value: number, measure: Measure): string {
  if (measure.kind === "yesNo") return measured(value, measure);
  if (measure.start !== 0) return `${measuredShortly(value, measure)} (${wayInWords(measure)})`;
  return `${value.toLocaleString()} of ${measured(measure.target, measure)}`;
}
