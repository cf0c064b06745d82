import { ChevronDown } from "lucide-react";
import { useId } from "react";
import type { KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";

import { limits } from "#shared/model/limits.ts";
import type { NamedPerson } from "#shared/protocol/signIn.ts";

interface NameFieldProps {
  /** Whom of the plan's people the newcomer may be: offered as they type. */
  readonly people: readonly NamedPerson[];
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly problem: string | null;
}

/** Asks a newcomer's name. Where the plan knows it already they choose it, and are that person. */
export function NameField({ people, name, onName, problem }: NameFieldProps) {
  const typed = name.trim();
  const known = people.find((person) => person.name === typed);
  const problemId = useId();
  const invalid = problem !== null;
  if (people.length === 0) {
    return (
      <label className="field">
        <span className="field__label">Your name</span>
        <input
          className="input"
          value={name}
          maxLength={limits.nameLength}
          autoComplete="name"
          autoFocus
          aria-invalid={invalid}
          aria-describedby={invalid ? problemId : undefined}
          onChange={(event) => onName(event.target.value)}
        />
        {invalid && (
          <span id={problemId} className="field__error" role="alert">
            {problem}
          </span>
        )}
      </label>
    );
  }
  const searched = typed.toLocaleLowerCase();
  const found = people.filter((person) => person.name.toLocaleLowerCase().includes(searched));
  return (
    <ComboBox
      className="field"
      items={found}
      inputValue={name}
      onInputChange={onName}
      // The list closes by what is chosen: it must be told.
      selectedKey={known?.id ?? null}
      onSelectionChange={(key) => {
        const chosen = people.find(({ id }) => id === key);
        if (chosen) onName(chosen.name);
      }}
      allowsCustomValue
      autoFocus
      isInvalid={invalid}
    >
      <Label className="field__label">Your name</Label>
      <div className="name-field__control" role="presentation" onKeyDownCapture={leaveEnterToForm}>
        <Input className="input" maxLength={limits.nameLength} autoComplete="off" />
        <Button className="button button--icon" aria-label="Show people">
          <ChevronDown className="icon" aria-hidden="true" />
        </Button>
      </div>
      <Text slot="description" className="field__hint">
        {hint(typed, known !== undefined)}
      </Text>
      {invalid && (
        <span className="field__error" role="alert">
          {problem}
        </span>
      )}
      <Popover className="popover name-field__list">
        <ListBox className="list-box">
          {(person: NamedPerson) => (
            <ListBoxItem id={person.id} className="list-box__item" textValue={person.name}>
              {person.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** While the list is open Enter takes what is marked in it. Where that is who was typed already, or nobody, it goes in. */
function leaveEnterToForm(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || !(event.target instanceof Element)) return;
  const marked = document.getElementById(event.target.getAttribute("aria-activedescendant") ?? "");
  if (marked === null || marked.getAttribute("aria-selected") === "true") event.stopPropagation();
}

function hint(typed: string, known: boolean): string {
  if (known) return `You are the ${typed} whom this plan knows already.`;
  if (typed === "") return "If the plan knows you already, choose yourself from the list.";
  return `You will be new in this plan, as ${typed}.`;
}
