import { describe, expect, it } from "vitest";

import { myUpdatesPath, objectivePath, parseRoute, planPagePath, planPath } from "#client/view/route.ts";
import { newId } from "#shared/model/id.ts";
import type { ObjectiveId, PlanId } from "#shared/model/id.ts";
import { ACCOUNT_PATH, JOIN_PATH } from "#shared/protocol/signIn.ts";

describe("parseRoute", () => {
  const planId = newId<PlanId>();
  const objectiveId = newId<ObjectiveId>();

  it("SCR-18: reads back what the links of the screens say", () => {
    expect(parseRoute("/")).toEqual({ screen: "plans" });
    expect(parseRoute(JOIN_PATH)).toEqual({ screen: "join" });
    expect(parseRoute(planPath(planId))).toEqual({ screen: "plan", planId, objectiveId: null });
    expect(parseRoute(`${planPath(planId)}/`)).toEqual({ screen: "plan", planId, objectiveId: null });
    expect(parseRoute(myUpdatesPath(planId))).toEqual({ screen: "myUpdates", planId });
    for (const page of ["people", "settings", "activity"] as const) {
      expect(parseRoute(planPagePath(planId, page))).toEqual({ screen: page, planId });
    }
    expect(parseRoute(ACCOUNT_PATH)).toEqual({ screen: "account" });
    expect(parseRoute(objectivePath(planId, objectiveId))).toEqual({ screen: "plan", planId, objectiveId });
  });

  it.each([
    "/p",
    "/x",
    "/p/%00",
    "/p/__proto__",
    "/p/a/o",
    "/p/a/my-updates/b",
    "/p/a/people/b",
    "/account/b",
    "/p/a/x/b",
    "/p/a/o/b/c",
    "/p/a b",
  ])("SCR-18: %s is nowhere", (path) => {
    expect(parseRoute(path)).toEqual({ screen: "nowhere" });
  });
});
