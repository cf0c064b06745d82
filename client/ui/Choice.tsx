import { ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import "./pick.css";

interface ChoiceOption<Key extends string> {
  readonly key: Key;
  readonly name: string;
  /** What choosing it means, under its name. */
  readonly hint?: string;
}

interface ChoiceProps<Key extends string> {
  readonly label: string;
  /** hidden: what stands around it says it already; only read out. */
  readonly labelLook?: "above" | "hidden";
  readonly options: readonly ChoiceOption<Key>[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
}

/** One of a few, each with what it means: a button with the present one, which opens the list. */
export function Choice<Key extends string>({
  label,
  labelLook = "above",
  options,
  chosen,
  onChoose,
}: ChoiceProps<Key>) {
  return (
    <Select
      className="pick"
      selectedKey={chosen}
      onSelectionChange={(key) => {
        const option = options.find((one) => one.key === key);
        if (option && option.key !== chosen) onChoose(option.key);
      }}
    >
      <Label className={labelLook === "hidden" ? "visually-hidden" : "field__label"}>{label}</Label>
      <Button className="button pick__button">
        <SelectValue className="pick__value">{options.find(({ key }) => key === chosen)?.name}</SelectValue>
        <ChevronDown className="icon" aria-hidden="true" />
      </Button>
      <Popover className="popover popover--low" placement="bottom start">
        <ListBox className="list-box" items={options.map((option) => ({ ...option, id: option.key }))}>
          {({ name, hint }) => (
            <ListBoxItem className="list-box__item pick__option" textValue={name}>
              <Text slot="label">{name}</Text>
              {hint !== undefined && (
                <Text slot="description" className="pick__hint">
                  {hint}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
