import { MouseSensor, TouchSensor } from "@dnd-kit/core";
import type { MouseSensorOptions, SensorProps, TouchSensorOptions } from "@dnd-kit/core";
import { flushSync } from "react-dom";

import { afterPaint } from "../view/afterPaint.ts";

interface Lifting {
  /** Takes what was pressed into the hand. */
  readonly lift: () => void;
  /** Lets go of it, whatever became of the drag. */
  readonly letGo: () => void;
}

/*
 * dnd-kit's sensors, but what is pressed is in the hand, and painted there, before dnd-kit and the board hear of the
 * drag: for that they measure and render more than fits into one frame.
 */

export class LiftingMouse extends MouseSensor {
  constructor(props: SensorProps<MouseSensorOptions & Lifting>) {
    super(heedOneButton(liftFirst(props)));
  }
}

export class LiftingTouch extends TouchSensor {
  constructor(props: SensorProps<TouchSensorOptions & Lifting>) {
    super(liftFirst(props));
  }
}

/**
 * Ends what a mouse or a finger drags, as if the window had been left: it is how dnd-kit is told from outside. Else it
 * would wait for the end of a touch, which does not come where the element that was touched has gone from the page.
 */
export function cancelPointerDrag(): void {
  window.dispatchEvent(new Event("visibilitychange"));
}

/** While one button of the mouse holds something the others do nothing: dnd-kit takes the end of any press for a drop. */
function heedOneButton(props: SensorProps<MouseSensorOptions>): SensorProps<MouseSensorOptions> {
  const listening = new AbortController();
  const ignore = (event: MouseEvent): void => {
    if (event.button === 0) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const options = { capture: true, signal: listening.signal };
  window.addEventListener("mousedown", ignore, options);
  window.addEventListener("mouseup", ignore, options);
  return {
    ...props,
    onEnd() {
      listening.abort();
      props.onEnd();
    },
    onCancel() {
      listening.abort();
      props.onCancel();
    },
  };
}

function liftFirst<Options extends Lifting>(props: SensorProps<Options>): SensorProps<Options> {
  let begin: (() => void) | null = null;
  /** dnd-kit forgets a drag that ends before the one that begins is rendered. */
  const beginNow = (): void => {
    if (begin) flushSync(begin);
    begin = null;
  };
  return {
    ...props,
    onStart(at) {
      props.options.lift();
      begin = () => props.onStart(at);
      afterPaint(beginNow);
    },
    onMove(at) {
      beginNow();
      props.onMove(at);
    },
    onEnd() {
      beginNow();
      props.onEnd();
      props.options.letGo();
    },
    onCancel() {
      beginNow();
      props.onCancel();
      props.options.letGo();
    },
  };
}
