import { describe, expect, it, onTestFinished, vi } from "vitest";

import { SavedMarks } from "#client/plan/savedMarks.ts";

function setUp(interval = 0) {
  const sent: number[] = [];
  const wire = { open: true, saved: 0 };
  const marks = new SavedMarks({
    send: (n) => {
      if (wire.open) sent.push(n);
      return wire.open;
    },
    onSaved: () => {
      wire.saved += 1;
    },
    interval,
  });
  return { marks, sent, wire };
}

describe("marks", () => {
  it("PRO-50: nothing is marked before all that is here was sent in answer to SyncStep1", () => {
    const { marks, sent } = setUp();
    marks.changed();
    expect(sent).toEqual([]);
    marks.answered();
    expect(sent).toEqual([1]);
    expect(marks.unsaved).toBe(true);
    marks.saved(1);
    expect(marks.unsaved).toBe(false);
  });

  it("PRO-50: a change is unsaved at once, and saved when its mark has come back", () => {
    const { marks, sent, wire } = setUp();
    marks.answered();
    marks.saved(1);
    marks.changed();
    expect(marks.unsaved).toBe(true);
    expect(sent).toEqual([1, 2]);
    marks.saved(2);
    expect(marks.unsaved).toBe(false);
    expect(wire.saved).toBe(2);
  });

  it("PRO-50: a change made while a mark is on its way waits for a mark of its own", () => {
    const { marks, sent, wire } = setUp();
    marks.answered();
    marks.changed();
    marks.changed();
    expect(sent).toEqual([1]);
    marks.saved(1);
    expect(marks.unsaved).toBe(true);
    expect(wire.saved).toBe(0);
    expect(sent).toEqual([1, 2]);
    marks.saved(2);
    expect(marks.unsaved).toBe(false);
  });

  it("PRO-50: after the server has asked again, only the mark after the new answer counts", () => {
    const { marks, sent } = setUp();
    marks.answered();
    marks.saved(1);
    marks.changed();
    marks.answered();
    expect(sent).toEqual([1, 2, 3]);
    marks.saved(2);
    expect(marks.unsaved).toBe(true);
    marks.saved(3);
    expect(marks.unsaved).toBe(false);
  });

  it("PRO-50: a lost connection starts the count anew and leaves unsaved what was", () => {
    const { marks, sent, wire } = setUp();
    marks.answered();
    marks.changed();
    marks.lost();
    marks.saved(1);
    expect(marks.unsaved).toBe(true);
    wire.open = false;
    marks.changed();
    wire.open = true;
    marks.answered();
    expect(sent).toEqual([1, 1]);
    marks.saved(1);
    expect(marks.unsaved).toBe(false);
  });

  it("PRO-50: a mark that could not be put on the wire is not waited for", () => {
    const { marks, wire } = setUp();
    wire.open = false;
    marks.answered();
    expect(marks.waiting).toBe(false);
  });

  it("PRO-50: a number that was never sent, or came before, proves nothing", () => {
    const { marks } = setUp();
    marks.answered();
    marks.saved(1);
    marks.changed();
    marks.saved(1);
    marks.saved(7);
    expect(marks.unsaved).toBe(true);
  });

  it("PRO-59: however fast changes come, marks for them go out ten times a second, the last one too", () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { marks, sent, wire } = setUp(100);
    marks.answered();
    marks.saved(1);
    for (let ms = 0; ms < 1_000; ms += 1) {
      marks.changed();
      vi.advanceTimersByTime(1);
      marks.saved(sent.length);
    }
    expect(sent.length).toBe(11);
    vi.advanceTimersByTime(100);
    marks.saved(sent.length);
    expect(marks.unsaved).toBe(false);
    expect(wire.saved).toBeGreaterThan(0);
  });

  it("PRO-59: a mark that is due when the connection goes is not sent on the next one before its time", () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { marks, sent } = setUp(100);
    marks.answered();
    marks.saved(1);
    marks.changed();
    marks.lost();
    vi.advanceTimersByTime(1_000);
    expect(sent).toEqual([1]);
    marks.answered();
    expect(sent).toEqual([1, 1]);
  });
});
