import { describe, expect, it, onTestFinished, vi } from "vitest";

import type { AskedCommand } from "#client/plan/askedCommand.ts";
import { parseAskedCommands } from "#client/plan/askedCommand.ts";
import { PendingCommands } from "#client/plan/pendingCommands.ts";
import type { RefusedCommand } from "#client/plan/pendingCommands.ts";
import { recordCheckIn, restoreCheckIn, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import type { CommandContext } from "#shared/commands/command.ts";
import { commandNamed } from "#shared/commands/commandNamed.ts";
import { setOwner } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { layOver } from "#shared/document/planProjection.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { idsUnder } from "#shared/model/id.ts";
import type { CheckInId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { CommandAnswer, CommandRequest } from "#shared/protocol/planCommand.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";
import { done, refusal, smallPlan } from "#tests/support/factories.ts";
import type { Desk } from "#tests/support/factories.ts";
import { seededRandom } from "#tests/support/seeded.ts";

/** A contributor's end of a plan, and the server's: what goes between them is delivered by hand. */
function setUp() {
  const { desk, cards } = smallPlan();
  const [card, other] = cards;
  done(desk.run(setOwner, { objectiveId: card, ownerId: desk.me }));
  const wire: { open: boolean; readonly sent: CommandRequest[] } = { open: true, sent: [] };
  let kept: readonly AskedCommand[] = [];
  const refused: RefusedCommand[] = [];
  const open = (): PendingCommands =>
    new PendingCommands({
      timeScale: 1,
      send: (request) => {
        if (wire.open) wire.sent.push(request);
        return wire.open;
      },
      keep: (asked) => void (kept = [...kept, asked]),
      drop: (keys) => void (kept = kept.filter(({ key }) => !keys.includes(key))),
      onChange: () => undefined,
      onRefused: (one) => void refused.push(one),
    });
  const pending = open();
  const contributor = { role: "contributor", personId: desk.me } as const;
  const contextOf = (commands: PendingCommands): Omit<CommandContext, "document" | "ids"> => ({
    records: commands.layOver(desk.records),
    actor: contributor,
    now: desk.now,
  });
  const say = (note: string, commands = pending): CheckInId => {
    desk.now += 1_000;
    return done(commands.ask(recordCheckIn, { objectiveId: card, note }, contextOf(commands))).value;
  };
  const notes = (commands = pending): readonly string[] =>
    (commands.layOver(desk.records).histories.get(card) ?? []).map(({ note }) => note);
  const answer = serverOf(desk, contributor);
  return { desk, card, other, wire, refused, pending, open, contextOf, say, notes, answer, kept: () => kept };
}

/** Runs a command as the server does: once for each key. */
function serverOf(desk: Desk, actor: CommandContext["actor"]): (request: CommandRequest | undefined) => CommandAnswer {
  const answers = new Map<string, CommandAnswer>();
  return (request) => {
    if (!request) throw new Error("nothing was asked");
    const { key, name, input } = request;
    const former = answers.get(key);
    if (former) return former;
    desk.now += 1_000;
    const result = commandNamed(name)!.run(input, { ...desk.context, actor, ids: idsUnder(key) });
    if (!result.ok) return { key, ok: false, error: result.error };
    const { value, summary, steps } = result.value;
    const answer: CommandAnswer = { key, ok: true, value, summary, changed: steps.length > 0 };
    answers.set(key, answer);
    return answer;
  };
}

describe("what is asked of the server", () => {
  it("PRO-115: it is shown at once under the id it will have, and stays as answer and change come in either order", () => {
    for (const changeFirst of [true, false]) {
      const { desk, card, pending, say, notes, wire, answer } = setUp();
      const before = desk.records;
      const checkInId = say("halfway");
      expect(desk.records).toBe(before);
      expect(notes()).toEqual(["halfway"]);
      expect(pending.waiting).toBe(true);
      const [request] = wire.sent;
      expect(request).toMatchObject({ name: "recordCheckIn", input: { objectiveId: card, note: "halfway" } });
      if (changeFirst) {
        const answered = answer(request);
        pending.arrived(desk.records, false);
        expect(notes()).toEqual(["halfway"]);
        pending.hear(answered);
        pending.arrived(desk.records, false);
      } else {
        pending.hear({ key: request!.key, ok: true, value: null, summary: "", changed: true });
        pending.arrived(desk.records, false);
        expect(notes()).toEqual(["halfway"]);
        answer(request);
        pending.arrived(desk.records, false);
      }
      expect(pending.waiting).toBe(false);
      expect(pending.layOver(desk.records)).toBe(desk.records);
      expect(desk.records.checkIns.get(checkInId)).toMatchObject({ note: "halfway", by: desk.me });
    }
  });

  it("PRO-115: what others do meanwhile shows too, and what nothing was said of keeps its identity", () => {
    const { desk, card, other, pending, say, notes } = setUp();
    say("mine");
    desk.now += 1_000;
    desk.do(recordCheckIn, { objectiveId: card, note: "theirs" });
    desk.do(recordCheckIn, { objectiveId: other, note: "elsewhere" });
    expect(notes()).toEqual(["mine", "theirs"]);
    const shown = pending.layOver(desk.records);
    expect(shown.histories.get(other)).toBe(desk.records.histories.get(other));
    expect(shown.objectives).toBe(desk.records.objectives);
  });

  it("PRO-115: taking back, and saying again, what is in the plan or still on its way", () => {
    const { desk, card, pending, say, notes, contextOf } = setUp();
    const inPlan = desk.do(recordCheckIn, { objectiveId: card, note: "in the plan" });
    done(pending.ask(withdrawCheckIn, { checkInId: inPlan }, contextOf(pending)));
    expect(pending.layOver(desk.records).checkIns.get(inPlan)?.withdrawnAt).toBe(desk.now);
    expect(desk.records.checkIns.get(inPlan)?.withdrawnAt).toBeNull();
    const again = done(pending.ask(restoreCheckIn, { checkInId: inPlan }, contextOf(pending))).value;
    expect(lastOwnCheckIn(pending.layOver(desk.records), card, desk.me)?.id).toBe(again);
    const onItsWay = say("on its way");
    done(pending.ask(withdrawCheckIn, { checkInId: onItsWay }, contextOf(pending)));
    expect(pending.layOver(desk.records).checkIns.get(onItsWay)?.withdrawnAt).not.toBeNull();
    expect(notes().length).toBe(3);
  });

  it("PRO-115: somebody new shows before the server knows them", () => {
    const { desk, other, pending, contextOf, wire, answer } = setUp();
    const me = done(pending.ask(addPerson, { name: "Grace" }, contextOf(pending))).value;
    expect(pending.layOver(desk.records).people.get(me)?.name).toBe("Grace");
    expect(desk.records.people.has(me)).toBe(false);
    expect(answer(wire.sent[0])).toMatchObject({ value: me });
    expect(refusal(pending.ask(setOwner, { objectiveId: other, ownerId: me }, contextOf(pending)))).toBe("notAllowed");
  });

  it("PRO-116: it is asked in order, one at a time, and again under its key after a loss", () => {
    const { desk, pending, say, notes, wire, answer } = setUp();
    wire.open = false;
    const first = say("one");
    say("two");
    expect(wire.sent).toEqual([]);
    wire.open = true;
    pending.connected();
    expect(wire.sent.length).toBe(1);
    // Done, and the answer is lost with the connection.
    answer(wire.sent[0]);
    pending.lost();
    pending.connected();
    expect(wire.sent.map(({ key }) => key)).toEqual([wire.sent[0]!.key, wire.sent[0]!.key]);
    pending.hear(answer(wire.sent[1]));
    pending.hear(answer(wire.sent[2]));
    pending.arrived(desk.records, false);
    expect(desk.records.checkIns.size).toBe(2);
    expect(desk.records.checkIns.get(first)?.note).toBe("one");
    expect(notes()).toEqual(["one", "two"]);
    expect(pending.waiting).toBe(false);
  });

  it("PRO-116: after a reload what was kept shows again and is asked for; what was done already is only answered", () => {
    const { desk, pending, open, contextOf, say, notes, wire, answer, kept } = setUp();
    const checkInId = say("kept");
    say("and more");
    const device = parseAskedCommands(JSON.parse(JSON.stringify([...kept(), { key: "odd" }, null])));
    expect(device.length).toBe(2);
    answer(wire.sent[0]);
    pending.stop();
    const reloaded = open();
    reloaded.adopt(device, contextOf(reloaded));
    reloaded.adopt(device, contextOf(reloaded));
    expect(notes(reloaded).toSorted()).toEqual(["and more", "kept"]);
    expect(reloaded.layOver(desk.records).checkIns.get(checkInId)).toBe(desk.records.checkIns.get(checkInId));
    for (let nth = 1; nth <= 2; nth += 1) reloaded.hear(answer(wire.sent.at(-1)));
    reloaded.arrived(desk.records, false);
    expect(reloaded.layOver(desk.records)).toBe(desk.records);
    expect(kept()).toEqual([]);
    expect(desk.records.checkIns.size).toBe(2);
  });

  it("PRO-117: what is refused is taken off with what builds on it, is said once, and the rest goes on", () => {
    const { desk, pending, contextOf, say, notes, wire, refused, answer, kept } = setUp();
    const before = say("before");
    pending.hear(answer(wire.sent[0]));
    pending.arrived(desk.records, false);
    const lost = say("refused");
    done(pending.ask(withdrawCheckIn, { checkInId: lost }, contextOf(pending)));
    say("goes on");
    const error = { code: "objectiveArchived", message: "It is archived. Restore it, then try again." };
    pending.hear({ key: wire.sent[1]!.key, ok: false, error });
    expect(refused).toMatchObject([{ name: "recordCheckIn", input: { note: "refused" }, error }]);
    expect(notes()).toEqual(["before", "goes on"]);
    expect(pending.layOver(desk.records).checkIns.has(lost)).toBe(false);
    expect(kept().map(({ input }) => input)).toMatchObject([{ note: "goes on" }]);
    expect(wire.sent.at(-1)).toMatchObject({ input: { note: "goes on" } });
    pending.hear(answer(wire.sent.at(-1)));
    expect(desk.records.checkIns.has(before)).toBe(true);
    expect(refused.length).toBe(1);
  });

  it("PRO-117: a server that cannot just now is asked again later", () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { pending, say, notes, wire, refused } = setUp();
    say("later");
    const error = { code: "tooManyCommands", message: "Too much was asked for at once. Wait a minute and try again." };
    pending.hear({ key: wire.sent[0]!.key, ok: false, error });
    expect([wire.sent.length, refused.length, notes().length]).toEqual([1, 0, 1]);
    vi.advanceTimersByTime(10_000);
    expect(wire.sent.map(({ key }) => key)).toEqual([wire.sent[0]!.key, wire.sent[0]!.key]);
  });

  it("PRO-115: what was answered and never comes, as after a backup was restored, is not shown for ever", () => {
    const { desk, pending, say, notes, wire } = setUp();
    say("gone");
    pending.hear({ key: wire.sent[0]!.key, ok: true, value: null, summary: "", changed: true });
    pending.arrived(desk.records, true);
    expect(notes()).toEqual([]);
  });

  it("PRO-116: in whatever order asking, answers, changes, losses and reloads come, all is done once in the end", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seededRandom(seed);
      const { desk, card, open, contextOf, say, wire, answer, kept } = setUp();
      let pending = open();
      let said = 0;
      const shown = (): PlanRecords => pending.layOver(desk.records);
      for (let step = 0; step < 60; step += 1) {
        const way = random();
        if (way < 0.3) say(`${(said += 1)}`, pending);
        else if (way < 0.6 && wire.sent.length > 0) {
          const answered = answer(wire.sent[Math.floor(random() * wire.sent.length)]);
          if (random() < 0.7) pending.hear(answered);
        } else if (way < 0.75) pending.arrived(desk.records, random() < 0.2);
        else if (way < 0.85) pending.lost();
        else if (way < 0.95) pending.connected();
        else {
          pending.stop();
          pending = open();
          pending.adopt(kept(), contextOf(pending));
        }
        expect((shown().histories.get(card) ?? []).length, `seed ${seed}`).toBe(said);
      }
      for (let left = 0; pending.waiting && left < 200; left += 1) {
        pending.lost();
        pending.connected();
        pending.hear(answer(wire.sent.at(-1)));
      }
      pending.arrived(desk.records, true);
      expect(desk.records.checkIns.size, `seed ${seed}`).toBe(said);
      expect(kept()).toEqual([]);
      expect(shown()).toBe(desk.records);
    }
  });
});

describe("records with a page over them", () => {
  it("PRO-115: an empty page changes nothing, and what is there already is not covered", () => {
    const { desk, card } = setUp();
    const checkInId = desk.do(recordCheckIn, { objectiveId: card, note: "as it is" });
    const page = planDocument(newYDoc());
    expect(layOver(desk.records, page)).toBe(desk.records);
    page.roots.checkIns.set(checkInId, { objectiveId: card, at: 1, by: desk.me, note: "another", after: [] });
    expect(layOver(desk.records, page)).toBe(desk.records);
  });
});
