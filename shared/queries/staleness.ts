import { addDays, LAST_DATE, parseCalendarDate } from "../model/calendarDate.ts";
import type { CalendarDate } from "../model/calendarDate.ts";
import { DAY_MS } from "../model/duration.ts";
import type { ObjectiveId } from "../model/id.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { objectiveState } from "./objectiveState.ts";

/** How old the last thing said about an objective is. A day begins at the reader's own midnight. */
export interface Staleness {
  /** Days since the last check-in, since the card was made if there is none. Today, and any day to come, is 0. */
  readonly ageDays: number;
  /** The day on which the next check-in is due; null for an objective that is paused or done. */
  readonly dueOn: CalendarDate | null;
  /** Days since that day; 0 until it has passed. More than 0 means stale. */
  readonly overdueDays: number;
}

type StaleRecords = Pick<PlanRecords, "plan" | "missions" | "objectives" | "histories" | "measures">;

/**
 * @param now milliseconds since 1970
 * @param timeZone an IANA name; left out: that of this device
 * @returns null if the objective is not in the plan
 */
export function staleness(
  records: StaleRecords,
  objectiveId: ObjectiveId,
  now: number,
  timeZone?: string,
): Staleness | null {
  const objective = records.objectives.get(objectiveId);
  if (!objective) return null;
  const { status, lastCheckIn } = objectiveState(records, objectiveId);
  const since = Math.min(lastCheckIn?.at ?? objective.created.at, now);
  const last = localDate(since, timeZone);
  const ageDays = daysBetween(last, localDate(now, timeZone));
  if (status === "paused" || status === "done") return { ageDays, dueOn: null, overdueDays: 0 };
  const mission = records.missions.get(objective.placement.missionId);
  const cadenceDays = mission?.cadenceDays ?? records.plan.cadenceDays;
  return { ageDays, dueOn: addDays(last, cadenceDays), overdueDays: Math.max(0, ageDays - cadenceDays) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day it is at an instant, for somebody in a time zone. Instants before 1970 count as its first moment. */
export function localDate(instant: number, timeZone?: string): CalendarDate {
  if (timeZone === undefined) return deviceDate(Math.max(0, instant));
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      calendar: "iso8601",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(Math.max(0, instant)).map(({ type, value }) => [type, value]));
  const year = parts.get("year")?.padStart(4, "0");
  return parseCalendarDate(`${year}-${parts.get("month")}-${parts.get("day")}`) ?? LAST_DATE;
}

/** As a formatter without a time zone says, without the formatter: ages are asked of every card of a plan. */
function deviceDate(instant: number): CalendarDate {
  const date = new Date(instant);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0"));
  return parseCalendarDate(`${String(date.getFullYear()).padStart(4, "0")}-${month}-${day}`) ?? LAST_DATE;
}

/** From one day to another: calendar days, so a change of the clocks makes no difference. */
function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
