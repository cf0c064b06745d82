import { endOfMonth, getLocalTimeZone, parseDate, today } from "@internationalized/date";
import type { DateValue } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Calendar, CalendarCell, CalendarGrid, CalendarHeading } from "react-aria-components/Calendar";
import { DatePicker } from "react-aria-components/DatePicker";
import { Dialog } from "react-aria-components/Dialog";
import { Group } from "react-aria-components/Group";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";

import { setDue } from "#shared/commands/objectives.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import type { CalendarDate } from "#shared/model/calendarDate.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import { useCan, useObjective } from "../plan/usePlan.ts";
import { dateInWords } from "../ui/dates.ts";
import { Problem } from "../ui/Problem.tsx";
import { showToast } from "../view/toastStore.ts";
import { useRun } from "../view/useRun.ts";
import { useUndo } from "../view/useUndo.ts";
import { DateParts } from "./DateParts.tsx";
import type { PartsLeft } from "./DateParts.tsx";
import "./dueField.css";

/** An earlier year nobody means. */
const FIRST_YEAR = 1900;

interface Typed {
  readonly date: DateValue | null;
}

/** The day an objective is due, in the reader's own order of day, month and year, and with the month as a word. */
export function DueField({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const run = useRun();
  const { undo } = useUndo();
  const objective = useObjective(objectiveId);
  const editable = useCan("editObjectives") && objective?.archived === null;
  const due = objective?.due ?? null;
  const calendarButton = useRef<HTMLButtonElement>(null);
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
  const remove = (): void => {
    // The button that was pressed goes with the date.
    calendarButton.current?.focus();
    set(null);
  };
  return (
    <DatePicker
      className="field"
      value={shown}
      onChange={change}
      onBlur={write}
      isReadOnly={!editable}
      shouldForceLeadingZeros
    >
      <div className="due-field__head">
        <Label className="field__label">Due</Label>
        <Problem text={problem} />
        {due !== null && problem === null && (
          <Text slot="description" className="due-field__words">
            {dateInWords(due)}
          </Text>
        )}
      </div>
      <Group
        className="input due-field__control"
        onKeyDownCapture={({ key, ctrlKey, metaKey }) => {
          // On a button beside what was typed undo means that, not what was done before.
          if (key.toLowerCase() === "z" && (ctrlKey || metaKey) && !isTyping.current) write();
        }}
      >
        <DateParts onEnter={() => setProblem(null)} onType={type} onLeave={leave} onDone={write} />
        <Button ref={calendarButton} className="button button--quiet button--icon">
          <CalendarDays className="icon" aria-hidden="true" />
        </Button>
        {due !== null && editable && (
          // The group takes the keys of a plain button for its own. Without a slot it does not open the calendar.
          <Button
            slot={null}
            className="button button--quiet button--icon"
            aria-label="Remove the due date"
            onPress={remove}
          >
            <X className="icon" aria-hidden="true" />
          </Button>
        )}
      </Group>
      <Popover className="popover">
        <Dialog className="due-field__dialog" aria-label="Choose the due date">
          <Calendar className="due-field__calendar">
            <header className="due-field__month">
              <Button slot="previous" className="button button--quiet button--icon">
                <ChevronLeft className="icon" aria-hidden="true" />
              </Button>
              <CalendarHeading className="due-field__heading" />
              <Button slot="next" className="button button--quiet button--icon">
                <ChevronRight className="icon" aria-hidden="true" />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className="due-field__day" />}</CalendarGrid>
          </Calendar>
          <QuickDates onChoose={set} />
        </Dialog>
      </Popover>
    </DatePicker>
  );
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

/** The days that are meant most often, in one press. */
function QuickDates({ onChoose }: { readonly onChoose: (date: DateValue) => void }) {
  const now = today(getLocalTimeZone());
  const dates = [
    { word: "In two weeks", date: now.add({ weeks: 2 }) },
    { word: "End of the month", date: endOfMonth(now) },
    { word: "End of the quarter", date: endOfMonth(now.set({ month: Math.ceil(now.month / 3) * 3 })) },
  ];
  return (
    <div className="due-field__quick" role="group" aria-label="Often chosen">
      {dates.map(({ word, date }) => (
        <button key={word} type="button" className="button" onClick={() => onChoose(date)}>
          {word}
        </button>
      ))}
    </div>
  );
}
