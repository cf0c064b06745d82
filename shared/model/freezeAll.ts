/** Freezes a plain JSON value and all that is in it. */
export function freezeAll<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) freezeAll(part);
  return Object.freeze(value);
}
