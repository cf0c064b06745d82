import { describe, expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";
import type { PlanId, UserId } from "#shared/model/id.ts";
import { parsePlanListings } from "#shared/protocol/httpApi.ts";
import { doorPlan } from "#tests/support/doorPlan.ts";
import { inviteTo, openLink } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";

describe("members", () => {
  it("PRM-4: a plan is its maker's alone until they let somebody in", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const made = (await door.as("viewer", "/plans", { body: { template: "empty", title: "Vic's own" } })).json() as {
      id: PlanId;
    };
    const titles = async (someone: "viewer" | "owner" | "stranger"): Promise<readonly string[]> =>
      (parsePlanListings((await door.as(someone, "/plans")).json()) ?? []).map(({ title }) => title).toSorted();
    expect(await titles("viewer")).toEqual(["Untitled plan", "Vic's own"]);
    expect(await titles("owner")).toEqual(["Untitled plan"]);
    expect((await door.as("owner", `/plans/${made.id}`)).status).toBe(404);
    expect((await door.as("nobody", "/plans")).status).toBe(401);
    expect((await door.as("nobody", "/plans", { body: { template: "empty" } })).status).toBe(401);
  });

  it("PRM-6: a person is said once; of a contributor only an owner changes it; nobody is two", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const claim = async (someone: "viewer" | "contributor" | "editor", personId: unknown): Promise<number> =>
      (await door.as(someone, `/plans/${door.planId}/me`, { method: "PUT", body: { personId } })).status;
    const free = await door.command("owner", "addPerson", { name: "Free" });
    const freeId = typeof free !== "number" && free.ok ? free.value : null;
    expect(await claim("viewer", door.people.editor)).toBe(409);
    expect(await claim("contributor", freeId)).toBe(403);
    expect(await claim("contributor", door.people.contributor)).toBe(204);
    expect(await claim("viewer", freeId)).toBe(204);
    expect(await claim("viewer", newId())).toBe(400);
    const change = (userId: UserId, personId: unknown): Promise<{ status: number }> =>
      door.as("owner", `/plans/${door.planId}/members/${userId}`, { method: "PATCH", body: { personId } });
    expect((await change(door.userIds.contributor, freeId)).status).toBe(409);
    expect((await change(door.userIds.viewer, null)).status).toBe(204);
    expect((await change(door.userIds.contributor, freeId)).status).toBe(204);
    // Also not by a name that another's was merged into.
    const into = await door.command("owner", "addPerson", { name: "Edward" });
    const intoId = typeof into !== "number" && into.ok ? into.value : null;
    expect(await door.command("owner", "mergePeople", { from: door.people.editor, into: intoId })).toMatchObject({
      ok: true,
    });
    expect(await claim("viewer", intoId)).toBe(409);
    expect((await change(door.userIds.viewer, intoId)).status).toBe(409);
    const invite = await inviteTo(door.url, door.planId, "contributor");
    await expect(openLink(door.url, invite, { personId: String(intoId) })).rejects.toThrow("409");
    expect(await claim("editor", intoId)).toBe(204);
    // Now the card is another's, and so are check-ins on it.
    expect(await door.command("contributor", "recordCheckIn", { objectiveId: door.own, note: "x" })).toMatchObject({
      ok: false,
      error: { code: "notAllowed" },
    });
  });
});
