import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { TextFieldOptions } from "#client/plan/bindTextField.ts";
import { useBrowser } from "../../support/browser.ts";
import { servePage } from "../../support/servePage.ts";

const browser = useBrowser();
const address = servePage(`${import.meta.dirname}/textFieldPage.ts`);

const FIELDS = [{ tag: "input" }, { tag: "textarea" }] as const;

interface FieldState {
  readonly shown: string;
  readonly value: string;
  readonly text: string;
  readonly other: string;
}

/** A page with one field that is bound to a text which somebody else has too. */
class FieldPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  call(method: string, ...args: readonly unknown[]): Promise<void> {
    return this.page.evaluate(`fieldPage.${method}(...${JSON.stringify(args)})`);
  }

  state(): Promise<FieldState> {
    return this.page.evaluate<FieldState>("fieldPage.state");
  }

  /** What is shown; after a check that field, text and the other's text are the same. */
  async shown(): Promise<string> {
    const { shown, value, text, other } = await this.state();
    expect([text, other]).toEqual([value, value]);
    return shown;
  }
}

async function openField(
  text: string,
  { tag = "textarea", ...options }: Partial<TextFieldOptions> & { tag?: "input" | "textarea" } = {},
): Promise<FieldPage> {
  const page = await browser.open(address());
  const field = new FieldPage(page);
  await field.call("show", tag, text, { maxLength: 300, singleLine: false, ...options });
  return field;
}

describe("typing", () => {
  it("SCR-53: what is typed and removed lands where the caret is, also where letters repeat", async () => {
    const field = await openField("aaaa");
    await field.call("select", 2);
    await field.page.keyboard.type("a");
    expect(await field.shown()).toBe("aaa|aa");
    await field.call("remote", 0, 1, "b");
    expect(await field.shown()).toBe("baa|aa");
    await field.page.keyboard.press("Backspace");
    await field.page.keyboard.press("Delete");
    expect(await field.shown()).toBe("ba|a");
    await field.page.keyboard.type("\nx");
    expect(await field.shown()).toBe("ba\nx|a");
  });

  it("SCR-53: letters two people type into one word stay where each typed them", async () => {
    const field = await openField("hello");
    await field.call("select", 3);
    await field.page.keyboard.type("l");
    await field.call("remote", 0, 0, "ll");
    await field.page.keyboard.type("l");
    expect(await field.shown()).toBe("llhelll|lo");
  });

  it("SCR-54: emoji that share a code unit are replaced whole", async () => {
    const field = await openField("😀😁");
    await field.call("select", 0, 2);
    await field.page.keyboard.insertText("😂");
    expect(await field.shown()).toBe("😂|😁");
    await field.page.keyboard.press("Delete");
    await field.page.keyboard.insertText("👩‍👩‍👧");
    expect(await field.shown()).toBe("😂👩‍👩‍👧|");
    await field.page.keyboard.press("Backspace");
    expect((await field.shown()).isWellFormed()).toBe(true);
  });

  it("SCR-54: half a character, as scripts may leave one, is not put into the text", async () => {
    const field = await openField("ab");
    await field.page.evaluate(
      "field.setRangeText('\\ud83d', 1, 1, 'end'); field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    );
    expect(await field.shown()).toBe("a\ufffd|b");
  });

  it("SCR-58: no more is taken than fits, and no half character", async () => {
    const field = await openField("12345678", { maxLength: 10 });
    await field.page.keyboard.insertText("😀😀");
    expect(await field.shown()).toBe("12345678😀|");
    await field.page.keyboard.insertText("x");
    expect(await field.shown()).toBe("12345678😀|");
    await field.call("select", 0, 3);
    await field.page.keyboard.insertText("abcdef");
    expect(await field.shown()).toBe("abc|45678😀");
    await field.call("remote", 0, 0, "longer ");
    await field.page.keyboard.insertText("x");
    expect(await field.shown()).toBe("longer abc|45678😀");
    await field.page.keyboard.press("Backspace");
    expect(await field.shown()).toBe("longer ab|45678😀");
  });

  it.each(FIELDS)("SCR-59: a field of one line ($tag) has no line breaks", async ({ tag }) => {
    const field = await openField("one\r\ntwo", { tag, singleLine: true });
    expect((await field.state()).shown).toBe("one  two|");
    await field.call("select", 8);
    await field.page.keyboard.type("!");
    expect(await field.state()).toEqual({
      shown: "one  two!|",
      value: "one  two!",
      text: "one\r\ntwo!",
      other: "one\r\ntwo!",
    });
    if (tag === "textarea") {
      await field.page.keyboard.insertText("a\nb");
      expect((await field.state()).text).toBe("one\r\ntwo!a b");
    }
  });
});

describe("others' changes", () => {
  it("SCR-55: caret and selection stay at the same characters", async () => {
    const field = await openField("one two three");
    await field.call("select", 4, 7);
    await field.call("remote", 0, 0, "zero ");
    expect(await field.shown()).toBe("zero one |two| three");
    await field.call("remote", 13, 6, "");
    expect(await field.shown()).toBe("zero one |two| ");
    await field.call("remote", 10, 1, "");
    expect(await field.shown()).toBe("zero one |to| ");
    await field.call("remote", 0, 14, "");
    expect(await field.shown()).toBe("|");
  });

  it("SCR-55: text that comes right at the caret comes after it", async () => {
    const field = await openField("mine");
    await field.call("remote", 4, 0, " theirs");
    expect(await field.shown()).toBe("mine| theirs");
    await field.page.keyboard.type("!");
    expect(await field.shown()).toBe("mine!| theirs");
  });

  it("SCR-55: a field that is left is not focused by others' changes, and one that is unbound is left alone", async () => {
    const field = await openField("text");
    await field.page.evaluate("field.blur()");
    await field.call("remote", 0, 0, "more ");
    expect((await field.state()).value).toBe("more text");
    expect(await field.page.evaluate("document.activeElement === document.body")).toBe(true);
    await field.call("unbind");
    await field.call("remote", 0, 0, "even ");
    expect((await field.state()).value).toBe("more text");
  });
});

describe("composing with an input method", () => {
  it("SCR-56: others' text waits until the composition ends, then both are there", async () => {
    const field = await openField("今日");
    const ime = await field.page.context().newCDPSession(field.page);
    await ime.send("Input.imeSetComposition", { text: "は", selectionStart: 1, selectionEnd: 1 });
    await field.call("remote", 0, 0, "昨日と");
    await ime.send("Input.imeSetComposition", { text: "はい", selectionStart: 2, selectionEnd: 2 });
    expect(await field.state()).toMatchObject({ shown: "今日はい|", text: "昨日と今日", other: "昨日と今日" });
    await ime.send("Input.insertText", { text: "晴れ" });
    expect(await field.shown()).toBe("昨日と今日晴れ|");
    await field.page.keyboard.type("!");
    expect(await field.shown()).toBe("昨日と今日晴れ!|");
  });

  it("SCR-56: what others put into a stretch that is being replaced stays", async () => {
    const field = await openField("abcdef");
    await field.call("select", 1, 5);
    const ime = await field.page.context().newCDPSession(field.page);
    await ime.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
    await field.call("remote", 3, 0, "THEIRS");
    await field.call("remote", 11, 1, "g");
    expect((await field.state()).value).toBe("aにf");
    await ime.send("Input.insertText", { text: "日" });
    expect(await field.shown()).toBe("a日|THEIRSg");
  });

  it("SCR-56: a composition that is given up leaves what others wrote", async () => {
    const field = await openField("ab");
    const ime = await field.page.context().newCDPSession(field.page);
    await ime.send("Input.imeSetComposition", { text: "か", selectionStart: 1, selectionEnd: 1 });
    await field.call("remote", 0, 0, "X");
    await ime.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
    await field.page.evaluate("field.blur()");
    expect((await field.state()).value).toBe("Xab");
    expect((await field.state()).other).toBe("Xab");
  });
});

describe("undo in a field", () => {
  it.each([
    { way: "Control+y", name: "Ctrl+Y" },
    { way: "Control+Shift+Z", name: "Ctrl+Shift+Z" },
  ])("SCR-57: Ctrl+Z takes back what was typed here only, $name does it again", async ({ way }) => {
    const field = await openField("start");
    await field.page.evaluate(
      "addEventListener('keydown', ({ key }) => { if (/[zy]/i.test(key)) document.title += key })",
    );
    // At once: what is written with pauses is taken back piece by piece.
    await field.page.keyboard.insertText(" mine");
    await field.call("remote", 0, 0, "theirs ");
    await field.page.keyboard.press("Control+z");
    expect(await field.shown()).toBe("theirs start|");
    await field.page.keyboard.press("Control+z");
    expect(await field.shown()).toBe("theirs start|");
    await field.page.keyboard.press(way);
    expect(await field.shown()).toBe("theirs start mine|");
    expect(await field.page.title()).toBe("A page");
  });

  it("SCR-57: undo from the browser's own menu is the text's too", async () => {
    const field = await openField("start");
    const devtools = await field.page.context().newCDPSession(field.page);
    // Without a pause, which would make two pieces of it.
    await field.page.evaluate(
      `document.execCommand("insertText", false, "!");
       fieldPage.remote(0, 0, "theirs ");
       document.execCommand("insertText", false, "?");`,
    );
    await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Undo", commands: ["undo"] });
    expect(await field.shown()).toBe("theirs start|");
    await field.page.keyboard.press("Control+y");
    expect(await field.shown()).toBe("theirs start!?|");
  });
});
