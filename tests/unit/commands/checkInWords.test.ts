import { expect, it } from "vitest";

import { correctCheckIn, recordCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult } from "#shared/commands/keyResults.ts";
import { done, smallPlan } from "#tests/support/factories.ts";

it("SCR-760: the message of a check-in says its status and progress, its key result or how many, or how its line begins", () => {
  const { desk, cards } = smallPlan();
  const [objectiveId, plain] = cards;
  const people = { kind: "number", unit: "people", start: 0, target: 2_000 } as const;
  const share = { kind: "percent", unit: "%", start: 0, target: 100 } as const;
  const live = { kind: "yesNo", unit: "", start: 0, target: 1 } as const;
  const inPost = desk.do(addKeyResult, { objectiveId, title: "Apprentices in post", measure: people });
  const trained = desk.do(addKeyResult, { objectiveId, title: "Staff trained", measure: share });
  const isLive = desk.do(addKeyResult, { objectiveId, title: "The portal is live", measure: live });
  const message = (said: { status?: "onTrack"; values?: Record<string, number>; note?: string }): string =>
    done(desk.run(recordCheckIn, { objectiveId, ...said })).summary.replace("Checked in on “A”: ", "");
  expect(message({ values: { [inPost]: 1_500 } })).toBe("Apprentices in post 1,500");
  expect(message({ values: { [trained]: 15 }, note: "At last." })).toBe("Staff trained 15%");
  expect(message({ status: "onTrack", values: { [isLive]: 1 } })).toBe("On track, The portal is live yes");
  expect(message({ status: "onTrack", values: { [isLive]: 0, [inPost]: 2 } })).toBe("On track, 2 key results");
  expect(message({ note: "Two more start on Monday." })).toBe("“Two more start on Monday.”");
  expect(message({ note: "Words ".repeat(30) })).toMatch(/^“(?:Words ){9,10}…”$/u);

  const said = done(desk.run(recordCheckIn, { objectiveId: plain, status: "atRisk", progress: 65 }));
  expect(said.summary).toBe("Checked in on “B”: At risk, 65%");
  const corrected = desk.run(correctCheckIn, { checkInId: said.value, note: "Not so bad." });
  expect(done(corrected).summary).toBe("Corrected a check-in on “B”: “Not so bad.”");
});
