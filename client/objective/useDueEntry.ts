import { getLocalTimeZone, parseDate, today } from "@internationalized/date";
import type { DateValue } from "@internationalized/date";
import { useRef, useState } from "react";

import { setDue } from "#shared/commands/objectives.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import type { CalendarDate } from "#shared/model/calendarDate.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import { useCan, useObjective } from "../plan/usePlan.ts";
import { dateInWords } from "../ui/dates.ts";
import { showToast } from "../view/toastStore.ts";
import { useRun } from "../view/useRun.ts";
import { useUndo } from "../view/useUndo.ts";
import type { PartsLeft } from "./DateParts.tsx";

/** An earlier year nobody means. */
const FIRST_YEAR = 1900;

interface Typed {
  readonly date: DateValue | null;
}

interface DueEntry {
  /** The date that the objective has. */
  readonly due: CalendarDate | null;
  /** What the field shows: that, or what is typed in it. */
  readonly shown: DateValue | null;
  readonly editable: boolean;
  /** Why what was typed was not taken. */
  readonly problem: string | null;
  readonly forgetProblem: () => void;
  /** Writes a date that was chosen; null removes it. */
  readonly set: (date: DateValue | null) => void;
  /** The library tells of another date: one that was chosen, or that its parts make so far. */
  readonly change: (date: DateValue | null) => void;
  /** A key was pressed that may change a part. */
  readonly type: () => void;
  /** The parts are left; a button beside them may put something else in the place of what was typed. */
  readonly leave: (left: PartsLeft) => void;
  /** The whole field is left, or a key says that this is it: what was typed is written. */
  readonly write: () => void;
  /** The same, unless the parts are being typed in still. */
  readonly writeIfLeft: () => void;
}

/** A due date that is typed or chosen, and is written as one change. */
export function useDueEntry(objectiveId: ObjectiveId): DueEntry {
  const run = useRun();
  const { undo } = useUndo();
  const objective = useObjective(objectiveId);
  const editable = useCan("editObjectives") && objective?.archived === null;
  const due = objective?.due ?? null;
  /** What is typed, until its parts are left: nobody sees the dates between, and one undo takes it back. */
  const typed = useRef<Typed | null>(null);
  /** What was typed, until the whole field is left: a button of it may put something else in its place. */
  const meant = useRef<Typed | null>(null);
  const isTyping = useRef(false);
  /** From the first key on the field stays as it is, whatever others do to the date: nothing jumps under the caret. */
  const [held, setHeld] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState<DateValue | null>(due && parseDate(due));
  const [shownFor, setShownFor] = useState(due);
  const showAsItIs = (): void => {
    setShownFor(due);
    setShown(due && parseDate(due));
  };
  if (shownFor !== due && !held) showAsItIs();

  const set = (value: DateValue | null): void => {
    typed.current = null;
    meant.current = null;
    setHeld(false);
    setProblem(null);
    setShown(value);
    const date = value === null ? null : (parseCalendarDate(value.toString().slice(0, 10)) ?? due);
    if (date === due) return;
    // A refusal has been said.
    if (run(setDue, { objectiveId, due: date }) === undefined) showAsItIs();
    else if (shownFor !== due) showToast(meanwhile(due), { label: "Undo", run: undo });
  };
  const change = (value: DateValue | null): void => {
    if (!isTyping.current) return set(value);
    typed.current = { date: value };
    setShown(value);
    setProblem(null);
  };
  const type = (): void => {
    isTyping.current = true;
    setHeld(true);
  };
  const leave = (left: PartsLeft): void => {
    isTyping.current = false;
    if (left === "some") {
      meant.current = null;
      return setProblem("A part is missing");
    }
    if (typed.current === null) return setHeld(meant.current !== null);
    const { date } = typed.current;
    const year = date === null ? null : meantYear(date.year);
    typed.current = null;
    if (date !== null && year === null) {
      meant.current = null;
      setHeld(false);
      showAsItIs();
      return setProblem("A year has four digits");
    }
    const whole = date && year ? date.set({ year }) : null;
    meant.current = { date: whole };
    setShown(whole);
  };
  const write = (): void => {
    if (meant.current !== null) set(meant.current.date);
  };
  const writeIfLeft = (): void => {
    if (!isTyping.current) write();
  };
  const forgetProblem = (): void => setProblem(null);
  return { due, shown, editable, problem, forgetProblem, set, change, type, leave, write, writeIfLeft };
}

/** What others did to the date while it was typed, which has taken the place of that. */
function meanwhile(due: CalendarDate | null): string {
  return due === null ? "Meanwhile it had been removed." : `Meanwhile it had been set to ${dateInWords(due)}.`;
}

/** Of two digits the year of this century; null for one that nobody means. */
function meantYear(year: number): number | null {
  if (year >= FIRST_YEAR) return year;
  if (year < 10 || year > 99) return null;
  return Math.floor(today(getLocalTimeZone()).year / 100) * 100 + year;
}
