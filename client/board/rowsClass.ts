declare module "react" {
  interface CSSProperties {
    /** How high the gap is that opens in a list of cards, in pixels. */
    "--room"?: string;
  }
}

/** The classes of a list of cards: whether a gap opens in it, and whether what is held would land at its end. */
export function rowsClass(room: number, landsLast: boolean): string {
  return `rows${room > 0 ? " rows--opens" : ""}${landsLast ? " rows--lands-last" : ""}`;
}
