/** The classes of an element: those whose condition holds, in the order in which they are given. */
export function classNames(conditions: Readonly<Record<string, boolean>>): string {
  return Object.entries(conditions)
    .flatMap(([name, holds]) => (holds ? [name] : []))
    .join(" ");
}
