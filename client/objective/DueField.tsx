import { endOfMonth, getLocalTimeZone, today } from "@internationalized/date";
import type { DateValue } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "react-aria-components/Button";
import { Calendar, CalendarCell, CalendarGrid, CalendarHeading } from "react-aria-components/Calendar";
import { DatePicker } from "react-aria-components/DatePicker";
import { Dialog } from "react-aria-components/Dialog";
import { Group } from "react-aria-components/Group";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useCan } from "../plan/usePlan.ts";
import { dateInWords } from "../ui/dates.ts";
import { Problem } from "../ui/Problem.tsx";
import { DateParts } from "./DateParts.tsx";
import { useDueEntry } from "./useDueEntry.ts";
import "./dueField.css";

/** The day an objective is due, in the reader's own order of day, month and year, and with the month as a word. */
export function DueField({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const calendarButton = useRef<HTMLButtonElement>(null);
  const mayEdit = useCan("editObjectives");
  const { due, shown, editable, problem, ...entry } = useDueEntry(objectiveId);
  const remove = (): void => {
    // The button that was pressed goes with the date.
    calendarButton.current?.focus();
    entry.set(null);
  };
  return (
    <DatePicker
      className={mayEdit ? "field" : "field field--plain"}
      value={shown}
      onChange={entry.change}
      onBlur={entry.write}
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
          if (key.toLowerCase() === "z" && (ctrlKey || metaKey)) entry.writeIfLeft();
        }}
      >
        <DateParts onEnter={entry.forgetProblem} onType={entry.type} onLeave={entry.leave} onDone={entry.write} />
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
          <QuickDates onChoose={entry.set} />
        </Dialog>
      </Popover>
    </DatePicker>
  );
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
