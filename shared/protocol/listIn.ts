import { isPlainObject } from "../model/json.ts";

/** The list that an answer carries under `key`; entries that cannot be read are left out. Undefined if there is none. */
export function listIn<T>(
  body: unknown,
  key: string,
  parse: (value: unknown) => T | undefined,
): readonly T[] | undefined {
  const list = isPlainObject(body) ? body[key] : undefined;
  if (!Array.isArray(list)) return undefined;
  const entries: readonly unknown[] = list;
  return entries.map(parse).filter((entry) => entry !== undefined);
}
