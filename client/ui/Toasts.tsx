import { useEffect, useRef, useState } from "react";
import type { MouseEvent, RefObject } from "react";
import { X } from "lucide-react";

import { focusSoon } from "../view/passFocus.ts";
import { dismissToast, useToasts } from "../view/toastStore.ts";
import type { Toast } from "../view/toastStore.ts";
import "./toasts.css";

/** How long a message stays while nobody points at it or has focus in it, in milliseconds. */
const STAY = 8_000;

/** The place where short messages appear and are read out. Always on the page, so that the first one is read too. */
export function Toasts() {
  const toasts = useToasts();
  /** Where focus came from: a message that is pressed goes, and gives it back. */
  const cameFromRef = useRef<Element | null>(null);
  return (
    // The mark keeps them read out and pressable while a sheet or dialog makes all else on the page inert.
    <div ref={tellHeight} className="toasts" role="status" aria-label="Messages" data-react-aria-top-layer="true">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} cameFromRef={cameFromRef} />
      ))}
    </div>
  );
}

/** What must stay free of messages ends above them: see toasts.css. */
function tellHeight(place: HTMLElement | null): (() => void) | undefined {
  if (!place) return undefined;
  // Without a message nobody asks, and the whole page is styled anew with each height that is told.
  const tell = (): void => {
    if (place.offsetHeight > 0) document.body.style.setProperty("--toasts-height", `${place.offsetHeight}px`);
  };
  const watch = new ResizeObserver(tell);
  watch.observe(place);
  return () => watch.disconnect();
}

interface ToastLineProps {
  readonly toast: Toast;
  readonly cameFromRef: RefObject<Element | null>;
}

function ToastLine({ toast, cameFromRef }: ToastLineProps) {
  const [held, setHeld] = useState(false);
  const leave = ({ currentTarget }: MouseEvent): void => {
    const hadFocus = currentTarget.parentElement?.contains(document.activeElement) === true;
    dismissToast(toast.id);
    if (hadFocus) focusSoon(() => (cameFromRef.current?.isConnected === true ? cameFromRef.current : null));
  };
  useEffect(() => {
    if (held || toast.later !== undefined) return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), STAY);
    return () => clearTimeout(timer);
  }, [held, toast.id, toast.later]);
  const { action, later } = toast;
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ currentTarget, relatedTarget }) => {
        setHeld(true);
        if (!currentTarget.parentElement?.contains(relatedTarget)) cameFromRef.current = relatedTarget;
      }}
      onBlur={() => setHeld(false)}
    >
      <span className="toast__text">{toast.text}</span>
      {action && (
        <button
          type="button"
          className="toast__button"
          onMouseDown={leaveFocus}
          onClick={(event) => {
            leave(event);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className="toast__button"
        aria-label={later ?? "Dismiss"}
        onMouseDown={leaveFocus}
        onClick={leave}
      >
        {later ?? <X className="icon" aria-hidden="true" />}
      </button>
    </div>
  );
}

/** A press leaves focus where somebody writes: a field that closes when it is left would move this under the hand. */
function leaveFocus(event: MouseEvent): void {
  event.preventDefault();
}
