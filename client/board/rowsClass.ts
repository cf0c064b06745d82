import { classNames } from "../ui/classNames.ts";

declare module "react" {
  interface CSSProperties {
    /** How high the gap is that opens in a list of cards, in pixels. */
    "--room"?: string;
    /** How far down a card is drawn from where it lies, where a list parts for several, in pixels. */
    "--shift"?: string;
    /** How much of a list is left free by those in hand, in pixels. */
    "--left"?: string;
  }
}

/** The classes of a list of cards: whether a gap opens in it, for several of its own, and whether they land at its end. */
export function rowsClass(room: number, landsLast: boolean, several: boolean): string {
  const opens = room > 0;
  return classNames({
    rows: true,
    "rows--opens": opens,
    "rows--parts": opens && several,
    "rows--shifts": opens && !several,
    "rows--lands-last": landsLast,
  });
}
