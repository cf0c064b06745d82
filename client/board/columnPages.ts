import { prefersReducedMotion } from "../view/prefersReducedMotion.ts";

/** Whether the board shows one column at a time, as on a phone. */
export function showsOneColumn(): boolean {
  return window.matchMedia("(max-width: 40rem)").matches;
}

/** Which column lies nearest to the board's start, counted from 0. */
export function shownColumn(board: Element): number {
  const start = board.getBoundingClientRect().left;
  const ways = columnsOf(board).map((column) => Math.abs(column.getBoundingClientRect().left - start));
  return ways.indexOf(Math.min(...ways));
}

/** Brings a column to the board's start. Where there is none nothing happens. */
export function showColumn(board: Element, at: number): void {
  const behavior = prefersReducedMotion() ? "auto" : "smooth";
  columnsOf(board)[at]?.scrollIntoView({ inline: "start", block: "nearest", behavior });
}

function columnsOf(board: Element): readonly Element[] {
  return [...board.querySelectorAll(":scope > .column")];
}
