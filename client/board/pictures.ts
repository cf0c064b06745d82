/** A card only to be looked at. It has no names: whoever looks for the card finds the card. */
export function copyOfCard(card: HTMLElement): HTMLElement {
  const copy = document.importNode(card, true);
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["id", "data-testid", "aria-describedby"]) element.removeAttribute(name);
  }
  copy.inert = true;
  return hidden(copy);
}

/** What pictures of cards lie in, over the board: they look as on it, where that depends on the whole of it. */
export function pictureFrame(className: string, from: Element): HTMLElement {
  const frame = document.createElement("div");
  frame.className = className;
  frame.dataset["wallRoom"] = from.closest<HTMLElement>(".board")?.dataset["wallRoom"];
  return frame;
}

/** What is in the hand that holds a card: that one, or a stack of as many. */
export function pictureOfCards(card: HTMLElement, count: number): HTMLElement {
  const copy = copyOfCard(card);
  copy.classList.add("card--picture");
  if (count < 2) return copy;
  const stack = box("held-stack", copy);
  stack.append(box("held-stack__count", String(count)));
  return stack;
}

/** What is in the hand that holds a column: its name. */
export function pictureOfColumn(title: string): HTMLElement {
  return box("held-column", title);
}

function box(className: string, content: Node | string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.append(content);
  return hidden(element);
}

/** Everything is said in one place, in words: see spokenStore. */
function hidden(element: HTMLElement): HTMLElement {
  element.setAttribute("aria-hidden", "true");
  return element;
}
