import { rhythmInWords } from "#shared/commands/summaryWords.ts";

/** A rhythm with nothing before it: "Every week". */
export function rhythmAlone(days: number): string {
  const words = rhythmInWords(days);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
