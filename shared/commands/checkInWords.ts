import type { RecordedCheckIn } from "../model/checkIn.ts";
import { cutText } from "../model/cutText.ts";
import { isolated } from "../model/isolated.ts";
import type { KeyResult } from "../model/keyResult.ts";
import { STATUS_WORDS } from "../model/status.ts";

type SaidInOne = Pick<RecordedCheckIn, "status" | "progress" | "values" | "note">;

/** Characters of a line that stand in a message. */
const MOST_OF_LINE = 60;

/**
 * What a check-in says, as a message about it does: "On track, 65%", "Apprentices in post 15", "On track, 3 key results".
 * Of one that is a line alone, how that begins; of one that states nothing, that it is still right.
 */
export function checkInWords({ status, progress, values, note }: SaidInOne, keyResults: readonly KeyResult[]): string {
  const words: string[] = [];
  if (status !== null) words.push(STATUS_WORDS[status]);
  if (progress !== null) words.push(`${Math.round(progress)}%`);
  if (values.size > 0) words.push(valuesInWords(values, keyResults));
  if (words.length > 0) return words.join(", ");
  if (note === "") return "still right";
  return `“${isolated(note.length > MOST_OF_LINE ? `${cutText(note, MOST_OF_LINE).trimEnd()} …` : note)}”`;
}

function valuesInWords(values: SaidInOne["values"], keyResults: readonly KeyResult[]): string {
  const [said] = values;
  const keyResult = keyResults.find(({ id }) => id === said?.[0]);
  if (said === undefined || keyResult === undefined || values.size > 1) {
    return values.size === 1 ? "1 key result" : `${values.size} key results`;
  }
  const [, value] = said;
  const { kind } = keyResult.measure;
  const number = `${value.toLocaleString("en-GB")}${kind === "percent" ? "%" : ""}`;
  return `${isolated(keyResult.title)} ${kind === "yesNo" ? (value === 1 ? "yes" : "no") : number}`;
}
