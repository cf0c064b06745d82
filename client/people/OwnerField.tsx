import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import type { Key } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";

import { setOwner } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { parseId } from "#shared/model/id.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import { plainLetters } from "#shared/queries/matches.ts";
import { peopleInOrder } from "#shared/queries/people.ts";

import { useCan, useObjective, usePerson, useRecordsShallow } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";

const NOBODY = "nobody";
const NEW_PERSON = "newPerson";

/** The one accountable person: choose somebody of the plan, type a new name to add them, or nobody. */
export function OwnerField({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const objective = useObjective(objectiveId);
  const owner = usePerson(objective?.ownerId ?? null);
  const [focused, setFocused] = useState(false);
  // What is typed is dropped whenever somebody, here or elsewhere, changes the owner. Focus stays.
  return (
    <OwnerBox
      key={`${owner?.id} ${owner?.name}`}
      objectiveId={objectiveId}
      ownerId={owner?.id ?? null}
      name={owner?.name ?? ""}
      open={objective?.archived === null}
      focused={focused}
      onFocusChange={setFocused}
    />
  );
}

interface OwnerBoxProps {
  readonly objectiveId: ObjectiveId;
  readonly ownerId: PersonId | null;
  readonly name: string;
  /** False while the objective is archived. */
  readonly open: boolean;
  readonly focused: boolean;
  readonly onFocusChange: (focused: boolean) => void;
}

function OwnerBox({ objectiveId, ownerId, name, open, focused, onFocusChange }: OwnerBoxProps) {
  const run = useRun();
  const mayEdit = useCan("editObjectives");
  const editable = mayEdit && open;
  const mayAdd = useCan("addPerson");
  const people = useRecordsShallow(peopleInOrder);
  const [typed, setTyped] = useState(name);
  const [pressed, setPressed] = useState(false);

  const wanted = typed.trim();
  const searched = typed === name ? "" : plainLetters(wanted);
  const found = people.filter((person) => plainLetters(person.name).includes(searched));
  // Two people's names may differ by an accent alone.
  const same = people.find((person) => person.name.toLocaleLowerCase() === wanted.toLocaleLowerCase());
  const isNew = mayAdd && searched !== "" && same === undefined;
  const items = [
    ...found.map((person) => ({ id: person.id as string, label: person.name })),
    ...(isNew ? [{ id: NEW_PERSON, label: `Add “${wanted}”` }] : []),
    ...(searched === "" && ownerId !== null ? [{ id: NOBODY, label: "Nobody" }] : []),
  ];

  const choose = (key: Key | null): void => {
    if (key === null) return;
    if (key === NEW_PERSON) {
      const added = run(addPerson, { name: wanted });
      if (added !== undefined) run(setOwner, { objectiveId, ownerId: added }, "offerUndo");
      return;
    }
    const chosen = key === NOBODY ? null : parseId<PersonId>(key);
    if (chosen === undefined || chosen === ownerId) return setTyped(name);
    run(setOwner, { objectiveId, ownerId: chosen }, "offerUndo");
  };

  /** Enter takes the name that is meant: the only one like it or the one that begins so, else the new person. */
  const takeTyped = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || searched === "") return;
    if (event.target instanceof Element && event.target.hasAttribute("aria-activedescendant")) return;
    const begins = found.filter((person) => plainLetters(person.name).startsWith(searched));
    const meant =
      same ??
      found.find((person) => plainLetters(person.name) === searched) ??
      (begins.length === 1 ? begins[0] : undefined) ??
      (found.length === 1 ? found[0] : undefined);
    if (meant === undefined && !(isNew && found.length === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    choose(meant?.id ?? NEW_PERSON);
  };

  return (
    <ComboBox
      className={mayEdit ? "field owner-field" : "field field--plain owner-field"}
      items={items}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={null}
      onSelectionChange={choose}
      onBlur={() => {
        setTyped(name);
        setPressed(false);
        onFocusChange(false);
      }}
      onFocus={() => onFocusChange(true)}
      autoFocus={focused}
      allowsCustomValue
      allowsEmptyCollection
      // Pressing the field opens the list. Passing by it with the keyboard does not, nor does having chosen from it.
      menuTrigger={pressed ? "focus" : "input"}
      isReadOnly={!editable}
    >
      <Label className="field__label">Owner</Label>
      <div
        className="owner-field__control"
        role="presentation"
        onPointerDownCapture={() => setPressed(true)}
        onKeyDownCapture={takeTyped}
      >
        <Input className="input" placeholder="Nobody yet" maxLength={limits.nameLength} />
        <Button className="button button--icon" aria-label="Show people">
          <ChevronDown className="icon" aria-hidden="true" />
        </Button>
      </div>
      <Popover className="popover owner-field__list">
        <ListBox className="list-box" renderEmptyState={() => <p className="menu__heading">Nobody has that name.</p>}>
          {(item: { id: string; label: string }) => (
            <ListBoxItem id={item.id} className="list-box__item" textValue={item.label}>
              {item.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
