// What sentences about a command are made of.
import { isolated } from "../model/isolated.ts";
import type { Objective } from "../model/objective.ts";

/** A title as it stands in a sentence. */
export function quoted(title: string): string {
  return `“${title === "" ? "untitled" : isolated(title)}”`;
}

/** One objective by its title, several by how many they are. */
export function titleOrCount(objectives: readonly Pick<Objective, "title">[]): string {
  const [first] = objectives;
  return first && objectives.length === 1 ? quoted(first.title) : `${objectives.length} objectives`;
}

/** "objective is", "3 objectives are"; nothing where there are none. */
export function objectivesAre(count: number): string {
  if (count === 0) return "";
  return count === 1 ? "objective is" : `${count} objectives are`;
}

export function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** "every week", "every 2 weeks", "every 10 days". */
export function rhythmInWords(cadenceDays: number): string {
  if (cadenceDays === 1) return "every day";
  if (cadenceDays % 7 !== 0) return `every ${days(cadenceDays)}`;
  return cadenceDays === 7 ? "every week" : `every ${cadenceDays / 7} weeks`;
}
