import { describe, expect, it } from "vitest";

import { activityInWords, timesInWords, wayInWords } from "#client/activity/activityWords.ts";
import { newId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";
import type { AuditAction, AuditEntry } from "#shared/protocol/audit.ts";
import { NOON } from "#tests/support/factories.ts";

const USER = newId<UserId>();

function said(action: AuditAction, about = "", rest: Partial<AuditEntry> = {}): string {
  const when = { sequence: 1, at: NOON, until: NOON, count: 1 };
  return activityInWords({ ...when, userId: USER, name: "Nora", action, way: "http", done: true, about, ...rest });
}

describe("what was done, in words", () => {
  it("SCR-435: a sentence names who did what to whom", () => {
    expect(said("editMembers", "Sam Okoro: editor")).toBe("Nora made Sam Okoro an editor.");
    expect(said("editMembers", "Sam: the second: viewer")).toBe("Nora made Sam: the second a viewer.");
    expect(said("editMembers", "Sam Okoro: removed")).toBe("Nora removed Sam Okoro from the plan.");
    expect(said("editMembers", "Sam Okoro")).toBe("Nora said which of the plan’s people Sam Okoro is.");
    expect(said("editInvites", "owner")).toBe("Nora made a link that lets in an owner.");
    expect(said("editInvites", "viewer: revoked")).toBe("Nora revoked a link that let in a viewer.");
    expect(said("joinPlan", "contributor")).toBe("Nora joined as a contributor.");
    expect(said("createPlan", "planFile")).toBe("Nora made the plan from a file.");
    expect(said("archivePlan", "archived")).toBe("Nora archived the plan.");
    expect(said("archivePlan", "restored")).toBe("Nora restored the archived plan.");
    expect(said("editObjectives")).toBe("Nora changed objectives.");
  });

  it("SCR-435: what was refused was only tried; what cannot be read is said in general", () => {
    expect(said("deletePlan", "", { done: false })).toBe("Nora tried to delete the plan.");
    expect(said("createPlan", "toString")).toBe("Nora made the plan.");
    expect(said("editInvites", "something newer")).toBe("Nora changed the invitations.");
    expect(said("leavePlan", "", { userId: null, name: "" })).toBe("Somebody who is no longer known left the plan.");
  });

  it("SCR-435: what was done again and again says how often, and from when unless that was the same minute", () => {
    expect(timesInWords({ count: 3, at: NOON, until: NOON + 1_000 })).toBe("3 times");
    expect(timesInWords({ count: 3, at: NOON, until: NOON + 300_000 })).toMatch(/^3 times, from \S/u);
  });

  it("SCR-672: where it was done is said as the reader knows it", () => {
    expect(wayInWords({ way: "http", action: "editMembers" })).toBe("on a page about the plan");
    expect(wayInWords({ way: "http", action: "joinPlan" })).toBe("by a link");
    expect(wayInWords({ way: "http", action: "createPlan" })).toBe("in the list of plans");
    expect(wayInWords({ way: "sync", action: "editObjectives" })).toBe("in the open plan");
    expect(wayInWords({ way: "command", action: "recordCheckIn" })).toBe("in the open plan");
    expect(wayInWords({ way: "keeper", action: "joinPlan" })).toBe("on the server itself");
  });
});
