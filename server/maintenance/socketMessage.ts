import { isPlainObject } from "#shared/model/json.ts";

/** What a server says about a command it was asked to carry out: lines for the report, and then the end. */
export type SocketMessage =
  | { readonly kind: "progress" | "say" | "complain"; readonly line: string }
  | { readonly kind: "end"; readonly done: boolean };

/** One JSON text per line, both ways. Undefined if it is none. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export function parseSocketMessage(value: unknown): SocketMessage | undefined {
  if (!isPlainObject(value)) return undefined;
  const { kind, line, done } = value;
  if (kind === "end") return { kind, done: done === true };
  if (kind !== "progress" && kind !== "say" && kind !== "complain") return undefined;
  return typeof line === "string" ? { kind, line } : undefined;
}
