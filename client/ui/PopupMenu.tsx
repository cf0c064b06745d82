import { useEffect, useMemo } from "react";
import type { ReactNode } from "react";
import { Menu, RootMenuTriggerStateContext } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useMenuTriggerState } from "react-stately/useMenuTriggerState";

interface PopupMenuProps {
  /** The button it opens from. */
  readonly anchor: Element;
  readonly label: string;
  /** What it is about, to be read above it: on a phone it lies over that. */
  readonly heading?: ReactNode;
  /** right top: beside the button, where a long menu has the whole height of the screen. */
  readonly placement?: "bottom end" | "right top";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A menu beside the button it was opened from. Closing it gives focus back to that button. It stands in for React Aria's
 * MenuTrigger, of which there would have to be one on every card.
 */
export function PopupMenu({ anchor, label, heading, placement = "bottom end", onClose, children }: PopupMenuProps) {
  const triggerRef = useMemo(() => ({ current: anchor }), [anchor]);
  const state = useMenuTriggerState({ isOpen: true, onOpenChange: onClose });
  useEffect(() => {
    const frame = requestAnimationFrame(focusFirst);
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <RootMenuTriggerStateContext value={state}>
      <Popover
        className="popover popover--low"
        aria-label={label}
        triggerRef={triggerRef}
        isOpen
        placement={placement}
        onOpenChange={onClose}
      >
        {heading !== undefined && (
          <p className="menu__about" aria-hidden="true">
            {heading}
          </p>
        )}
        <Menu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
          {children}
        </Menu>
      </Popover>
    </RootMenuTriggerStateContext>
  );
}

/**
 * A key that presses a plain button looks to React Aria like a screen reader's press, after which it leaves focus on the
 * menu: Enter would do nothing there, and an arrow pass over the first entry.
 */
function focusFirst(): void {
  const { activeElement } = document;
  if (activeElement?.getAttribute("role") !== "menu") return;
  activeElement.querySelector<HTMLElement>("[role='menuitem']:not([aria-disabled='true'])")?.focus();
}
