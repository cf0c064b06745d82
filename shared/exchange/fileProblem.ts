import { isPlainObject } from "../model/json.ts";
import { limits } from "../model/limits.ts";

/** Something in a file that cannot be taken over: where, as `objectives[3].due`, and a sentence on what to do. */
export interface FileProblem {
  readonly path: string;
  readonly message: string;
}

/** Problems that are listed before the rest is only counted as more of the same. */
const MOST_LISTED = 20;
/** Characters of a path: a file may have names of any length. */
const MOST_PATH = 120;

/** Collects what is wrong with a file, at most as many problems as somebody would read. */
export class FileProblems {
  readonly #listed: FileProblem[] = [];

  get listed(): readonly FileProblem[] {
    return this.#listed;
  }

  get any(): boolean {
    return this.#listed.length > 0;
  }

  add(path: string, message: string): void {
    if (this.#listed.length < MOST_LISTED) this.#listed.push({ path: path.slice(0, MOST_PATH), message });
  }
}

/**
 * Looks for what no plan may hold, wherever it lies: a key that would change the object instead of being stored,
 * nesting that a reader could stumble over, text that holds half of a character.
 */
export function checkJson(value: unknown, path: string, problems: FileProblems, depth = 0): void {
  if (typeof value === "string") {
    if (!value.isWellFormed()) problems.add(path, "The text holds half of a character. Delete it and type it again.");
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (depth >= limits.depth) {
    problems.add(path, `This is nested deeper than ${limits.depth} levels. A plan file is flatter than that.`);
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) checkJson(entry, `${path}[${index}]`, problems, depth + 1);
  } else if (isPlainObject(value)) {
    for (const [key, entry] of Object.entries(value)) {
      if (key === "__proto__") problems.add(`${path}.${key}`, "This name is not allowed. Remove the entry.");
      else checkJson(entry, path === "" ? key : `${path}.${key}`, problems, depth + 1);
    }
  } else problems.add(path, "This is no JSON value.");
}
