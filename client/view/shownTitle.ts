const UNTITLED = { plan: "Untitled plan", mission: "Untitled mission", objective: "Untitled objective" } as const;

/** What something is called on the screen: its title, or that it has none. */
export function shownTitle(kind: keyof typeof UNTITLED, title: string | undefined): string {
  return title?.trim() || UNTITLED[kind];
}
