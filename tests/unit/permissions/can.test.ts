import { describe, expect, it } from "vitest";

import { ROLES } from "#shared/model/actor.ts";
import type { Role } from "#shared/model/actor.ts";
import { newId } from "#shared/model/id.ts";
import type { PersonId } from "#shared/model/id.ts";
import { can } from "#shared/permissions/can.ts";
import type { Action } from "#shared/permissions/can.ts";

const me = newId<PersonId>();
const other = newId<PersonId>();

const NOBODY = { owner: "", editor: "", contributor: "", viewer: "", guest: "" };
const ANY = "own other none";
const OWNERS = { ...NOBODY, owner: ANY };
const EDITORS = { ...OWNERS, editor: ANY };
const MEMBERS = { ...EDITORS, contributor: ANY, viewer: ANY };

/** What each role may do to things of its own, of another, and of nobody. The table, said once more in other words. */
const EXPECTED: Readonly<Record<Action, Readonly<Record<Role, string>>>> = {
  seePlan: { ...MEMBERS, guest: ANY },
  exportPlan: MEMBERS,
  seeMembers: MEMBERS,
  claimPerson: MEMBERS,
  leavePlan: MEMBERS,
  editMembers: OWNERS,
  editInvites: OWNERS,
  archivePlan: OWNERS,
  deletePlan: OWNERS,
  seeAudit: OWNERS,
  editPlan: EDITORS,
  editMissions: EDITORS,
  editObjectives: EDITORS,
  editKeyResults: EDITORS,
  editPeople: EDITORS,
  addPerson: { ...EDITORS, contributor: ANY },
  recordCheckIn: { ...EDITORS, contributor: "own" },
  withdrawCheckIn: { ...NOBODY, owner: "own", editor: "own", contributor: "own" },
};

describe("can", () => {
  for (const [action, byRole] of Object.entries(EXPECTED)) {
    it(`PRM-1: ${action} is allowed to whom the table says, and to nobody else`, () => {
      for (const role of ROLES) {
        const actor = { role, personId: me };
        const allowed = Object.entries({ own: me, other, none: null })
          .filter(([, target]) => can(actor, action as Action, target))
          .map(([whose]) => whose);
        expect(allowed.join(" "), role).toBe(byRole[role]);
      }
    });
  }

  it("PRM-2: nothing is one's own until one has said who one is", () => {
    for (const role of ROLES) expect(can({ role, personId: null }, "withdrawCheckIn", null), role).toBe(false);
  });
});
