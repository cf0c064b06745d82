import { useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";

import { limits } from "#shared/model/limits.ts";

import type { TextAddress } from "../plan/planSession.ts";
import { useTextField } from "../plan/usePlan.ts";

interface SharedTextProps {
  readonly address: TextAddress;
  /** What the field is called, for a screen reader. */
  readonly label: string;
  readonly maxLength?: number;
  readonly className?: string;
  readonly autoFocus?: boolean;
  readonly id?: string;
  readonly placeholder?: string;
  /** Called when Enter or Escape is pressed in a text of one line, and when the field loses focus. */
  readonly onLeave?: () => void;
}

/** One line that several people may type in at once. It grows with its text, so that all of it can be read. */
export function SharedLine({
  address,
  label,
  maxLength = limits.titleLength,
  onLeave,
  className,
  ...field
}: SharedTextProps) {
  const ref = useTextField(address, { maxLength, singleLine: true });
  const leaveOnKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onLeave?.();
  };
  return (
    <textarea
      {...field}
      ref={ref}
      rows={1}
      aria-label={label}
      className={className ?? "input shared-text"}
      onKeyDown={onLeave && leaveOnKey}
      onBlur={onLeave}
    />
  );
}

/** Text of several lines that several people may type in at once. */
export function SharedText({
  address,
  label,
  maxLength = limits.notesLength,
  onLeave,
  className,
  ...field
}: SharedTextProps) {
  const ref = useTextField(address, { maxLength, singleLine: false });
  return (
    <textarea
      {...field}
      ref={ref}
      rows={4}
      aria-label={label}
      className={className ?? "input shared-text"}
      onBlur={onLeave}
    />
  );
}

interface EditInPlaceProps extends SharedTextProps {
  readonly editable: boolean;
  readonly lines: "one" | "many";
  /** The text as it is read, usually inside a heading or a paragraph. */
  readonly children: ReactNode;
}

/** Text that is read until somebody presses it, and is a field until they leave it. */
export function EditInPlace({ editable, lines, children, ...field }: EditInPlaceProps) {
  const [editing, setEditing] = useState(false);
  if (!editable) return children;
  if (!editing) {
    return (
      <button type="button" className="edit-in-place" onClick={() => setEditing(true)}>
        {children}
        <span className="visually-hidden"> – {field.label}: edit</span>
      </button>
    );
  }
  const Field = lines === "one" ? SharedLine : SharedText;
  return <Field {...field} autoFocus onLeave={() => setEditing(false)} />;
}
