import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";
import type { PersonId } from "#shared/model/id.ts";
import type { Presence } from "#shared/protocol/presence.ts";

import { whoIn } from "#client/board/cardWords.ts";
import { smallPlan } from "#tests/support/factories.ts";

function here(id: string, name: string, known = false): Presence {
  const user = { id, name, colour: 1, role: "editor" } as const;
  return { user, personId: known ? newId<PersonId>() : null, focus: null, idle: false };
}

it("SCR-802: who has not said who they are is named where nobody else is here like that", () => {
  const { records } = smallPlan().desk;
  const unknown = { by: null, at: 0 };
  const olive = here("1", "Olive Owner");
  const ana = here("2", "Ana", true);
  expect(whoIn(records, unknown, [olive, olive, ana])).toBe("Olive Owner");
  expect(whoIn(records, unknown, [olive, here("3", "Visitor 1"), ana])).toBe("Somebody");
  expect(whoIn(records, unknown, [here("4", "Someone")])).toBe("Somebody");
  expect(whoIn(records, unknown, [ana])).toBe("Somebody");
});
