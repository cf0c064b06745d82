/**
 * What is pressed is about to go from the page: focus goes to the next of its kind, else to the one before it, else to
 * `otherwise`. `kind` is a selector. Where focus is on nothing, a screen reader begins at the top of the page again.
 */
export function passFocus(from: Element, kind: string, otherwise: Element | null = mainPart()): void {
  focus(besideOfKind(from, kind) ?? otherwise);
}

/** Gives focus to what is found once what is open has closed and all is drawn anew, unless focus is somewhere then. */
export function focusSoon(find: () => Element | null = mainPart): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) focus(find() ?? mainPart());
  });
}

/** The next of what a selector names, in the order of the page, else the one before; null where there is no other. */
export function besideOfKind(element: Element, kind: string): Element | null {
  const all = [...document.querySelectorAll(kind)];
  const at = all.indexOf(element);
  return all[at + 1] ?? all[at - 1] ?? null;
}

function mainPart(): Element | null {
  return document.querySelector("main");
}

function focus(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus();
}
