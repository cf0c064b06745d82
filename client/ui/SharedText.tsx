import { useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";

import { limits } from "#shared/model/limits.ts";

import type { TextAddress } from "../plan/planSession.ts";
import { useTextField } from "../plan/usePlan.ts";
import { dismissOffers } from "../view/toastStore.ts";
import "./editInPlace.css";
import { useNeededName } from "./useNeededName.ts";

/** A key that ends writing leaves focus to the field's place; leaving by any other way has put it elsewhere already. */
type Leave = (by: "key" | "blur") => void;

interface SharedTextProps {
  readonly address: TextAddress;
  /** What the field is called, for a screen reader. */
  readonly label: string;
  readonly lines: "one" | "many";
  /** That of a title, or of notes, unless given. */
  readonly maxLength?: number;
  readonly className?: string;
  readonly autoFocus?: boolean;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  /** Of what this is the name, which is needed: “A mission”. One that is emptied is put back when it is left. */
  readonly nameOf?: string;
  /** Called when Escape, in a text of one line also Enter, is pressed, and when the field loses focus. */
  readonly onLeave?: Leave;
}

/** A text that several people may type in at once. It grows with what is in it, so that all of it can be read. */
export function SharedText({
  address,
  label,
  lines,
  maxLength = lines === "one" ? limits.titleLength : limits.notesLength,
  onLeave,
  className,
  nameOf,
  readOnly = false,
  ...field
}: SharedTextProps) {
  const singleLine = lines === "one";
  const bound = useTextField(address, { maxLength, singleLine });
  const { ref, lacks } = useNeededName(bound.ref, address, nameOf);
  const text = (
    <textarea
      {...field}
      ref={ref}
      readOnly={readOnly || !bound.writable}
      aria-invalid={lacks || undefined}
      rows={singleLine ? 1 : 4}
      aria-label={label}
      className={className ?? "input shared-text"}
      onKeyDown={(event) => {
        // A line ends at Enter, whether there is somewhere to go from it or not.
        if (singleLine && event.key === "Enter" && !event.nativeEvent.isComposing) event.preventDefault();
        leaveByKey(event, singleLine ? ["Enter", "Escape"] : ["Escape"], onLeave);
      }}
      // An offer to undo is about the last thing done, and this is it now.
      onInput={dismissOffers}
      onBlur={() => onLeave?.("blur")}
    />
  );
  if (!lacks || readOnly) return text;
  return (
    <>
      {text}
      <span className="shared-text__lacks" role="alert">
        {nameOf} needs a name.
      </span>
    </>
  );
}

function leaveByKey(event: KeyboardEvent, keys: readonly string[], onLeave: Leave | undefined): void {
  if (!onLeave || event.nativeEvent.isComposing || !keys.includes(event.key)) return;
  event.preventDefault();
  // Escape has ended the writing: it is not to close what the field lies in as well.
  event.stopPropagation();
  onLeave("key");
}

interface EditInPlaceProps extends SharedTextProps {
  readonly editable: boolean;
  /** The text as it is read, usually inside a heading or a paragraph. */
  readonly children: ReactNode;
}

/** Text that is read until somebody presses it, and is a field until they leave it. */
export function EditInPlace({ editable, children, ...field }: EditInPlaceProps) {
  const [state, setState] = useState<"read" | "written" | "readAgain">("read");
  // What is being written stays in sight when it may not be written any more; it only takes no more.
  if (!editable && state !== "written") return children;
  if (state !== "written") {
    return (
      <button
        type="button"
        className="edit-in-place"
        autoFocus={state === "readAgain"}
        onClick={() => setState("written")}
      >
        {children}
        <span className="visually-hidden"> – {field.label}: edit</span>
      </button>
    );
  }
  return (
    <span className="edit-in-place__field">
      {/* Keeps the room it had, so that nothing moves under a pointer when the field comes and goes. */}
      <span className="edit-in-place__room" aria-hidden="true">
        {children}
      </span>
      <SharedText
        {...field}
        autoFocus
        readOnly={!editable}
        onLeave={(by) => setState(by === "key" ? "readAgain" : "read")}
      />
    </span>
  );
}
