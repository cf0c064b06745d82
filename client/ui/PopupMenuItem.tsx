import type { ReactNode } from "react";
import { MenuItem } from "react-aria-components/Menu";

interface PopupMenuItemProps {
  readonly icon: ReactNode;
  readonly word: string;
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
}

/** One thing to do: a picture and a word. */
export function PopupMenuItem({ icon, word, isDisabled = false, onAction }: PopupMenuItemProps) {
  return (
    <MenuItem className="menu__item" textValue={word} isDisabled={isDisabled} onAction={onAction}>
      <span className="menu__icon" aria-hidden="true">
        {icon}
      </span>
      {word}
    </MenuItem>
  );
}
