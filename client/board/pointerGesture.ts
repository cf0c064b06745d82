import type { RefObject } from "react";

/** What every drag by pointer works on. */
export interface PointerGesture {
  /** The board's element, which everything measured lies in. */
  readonly board: () => Element | null;
  /** Where the pointer is, in CSS pixels of the viewport. */
  readonly pointer: RefObject<{ readonly x: number; readonly y: number }>;
}
