import { describe, expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";
import type { PersonId } from "#shared/model/id.ts";
import { parseApiError } from "#shared/protocol/httpApi.ts";
import { parseInvites, parseMembers, parseNewInvite } from "#shared/protocol/members.ts";
import { LINK_REFUSED, parseLinkSight } from "#shared/protocol/signIn.ts";
import { ask } from "#tests/support/ask.ts";
import { doorPlan } from "#tests/support/doorPlan.ts";
import { inviteTo, openLink } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";

/** Asked without a session. */
const NOBODY = { cookie: "" };

describe("invitations", () => {
  it("SRV-71: an invitation says what it is for, lets in as many as it says, under a name or as a free person", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const { url, planId } = door;
    const ghost = await door.command("owner", "addPerson", { name: "Gwen Ghost" });
    const ghostId = typeof ghost !== "number" && ghost.ok ? (ghost.value as PersonId) : null;
    const made = parseNewInvite(
      (await door.as("owner", `/plans/${planId}/invites`, { body: { role: "contributor", mostUses: 2 } })).json(),
    );
    const link = made?.link ?? "";
    expect(made?.invite).toMatchObject({ role: "contributor", uses: 0, mostUses: 2, createdBy: "Olga Owner" });
    const week = 7 * 86_400_000;
    expect(Math.abs(made!.expiresAt - Date.now() - week)).toBeLessThan(60_000);

    const look = await ask(`${url}/api/links/look`, { headers: NOBODY, body: { link } });
    const sight = parseLinkSight(look.json());
    expect(sight).toEqual({
      kind: "invite",
      planTitle: "Untitled plan",
      role: "contributor",
      people: [{ id: ghostId, name: "Gwen Ghost" }],
      signedInAs: null,
    });
    const refused = async (who: Readonly<Record<string, unknown>>): Promise<string | undefined> => {
      const answer = await ask(`${url}/api/sign-in`, { headers: NOBODY, body: { link, ...who } });
      return parseApiError(answer.json())?.code;
    };
    expect(await refused({})).toBe("nameMissing");
    expect(await refused({ name: "  " })).toBe("nameMissing");
    expect(await refused({ name: "Gwen ghost" })).toBe("nameTaken");
    expect(await refused({ personId: door.people.editor })).toBe("personTaken");
    expect(await refused({ personId: newId() })).toBe("personUnknown");

    expect(await refused({ name: "\u200B\u00AD" })).toBe("nameMissing");

    const asGhost = await openLink(url, link, { personId: ghostId ?? "" });
    const asNewcomer = await openLink(url, link, { name: " New\n Comer " });
    expect(await refused({ name: "Third" })).toBe(LINK_REFUSED.code);
    const members = parseMembers((await door.as("owner", `/plans/${planId}/members`)).json()) ?? [];
    const [gwen, newcomer] = ["Gwen Ghost", "New Comer"].map((name) => members.find((member) => member.name === name));
    expect(gwen).toMatchObject({ role: "contributor", personId: ghostId });
    expect(newcomer?.personId).toMatch(/^[a-f0-9]{32}-1$/);
    const people = (await door.as("owner", `/plans/${planId}/export`)).json() as {
      people: { id: string; name: string }[];
    };
    expect(people.people.find(({ id }) => id === newcomer?.personId)?.name).toBe("New Comer");
    for (const cookie of [asGhost, asNewcomer]) {
      expect((await ask(`${url}/api/plans/${planId}`, { headers: { cookie } })).status).toBe(200);
    }
  });

  it("SRV-71: who is signed in already joins as who they are; their role only rises", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const session = door.cookies.viewer;
    const link = await inviteTo(door.url, door.planId, "editor", 9);
    const look = await ask(`${door.url}/api/links/look`, { headers: { cookie: session }, body: { link } });
    expect(parseLinkSight(look.json())).toMatchObject({ kind: "invite", signedInAs: "Vic Viewer" });
    expect(await openLink(door.url, link, {}, session)).toBe(session);
    const role = async (): Promise<unknown> => (await door.as("viewer", `/plans/${door.planId}`)).json();
    expect(await role()).toMatchObject({ role: "editor" });
    await openLink(door.url, await inviteTo(door.url, door.planId, "viewer"), {}, session);
    expect(await role()).toMatchObject({ role: "editor" });
    const members = parseMembers((await door.as("owner", `/plans/${door.planId}/members`)).json());
    expect(members?.filter(({ name }) => name === "Vic Viewer")).toHaveLength(1);
  });

  it("SRV-73: an invitation that wrong tries have locked is listed as such, until an owner removes it", async () => {
    const door = await doorPlan(await startServer({ client: "none", limits: { wrongTries: 2 } }));
    const invites = `/plans/${door.planId}/invites`;
    const listed = async () => parseInvites((await door.as("owner", invites)).json());
    const made = parseNewInvite((await door.as("owner", invites, { body: { role: "viewer", mostUses: 9 } })).json())!;
    const wrong = made.link.slice(0, -43) + "A".repeat(43);
    for (const locked of [[], [made.invite]]) {
      await expect(openLink(door.url, wrong, { name: "Guess" })).rejects.toThrow("404");
      const expected = { invites: locked.length > 0 ? [] : [made.invite], locked, usualDays: 7 };
      expect(await listed()).toEqual(expected);
    }
    await expect(openLink(door.url, made.link, { name: "Late" })).rejects.toThrow("404");
    expect((await door.as("owner", `${invites}/${made.invite.id}`, { method: "DELETE" })).status).toBe(204);
    expect(await listed()).toEqual({ invites: [], locked: [], usualDays: 7 });
  });

  it("SRV-71: an invitation is listed without its secret, and works no more once it is revoked", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const invites = `/plans/${door.planId}/invites`;
    const made = parseNewInvite(
      (await door.as("owner", invites, { body: { role: "viewer", mostUses: 60, days: 1 } })).json(),
    )!;
    const listed = await door.as("owner", invites);
    expect(parseInvites(listed.json())).toEqual({ invites: [made.invite], locked: [], usualDays: 7 });
    expect(listed.text).not.toContain(made.link.split(".").at(-1) ?? made.link);
    expect((await door.as("editor", `${invites}/${made.invite.id}`, { method: "DELETE" })).status).toBe(403);
    expect((await door.as("owner", `${invites}/${made.invite.id}`, { method: "DELETE" })).status).toBe(204);
    expect(parseInvites((await door.as("owner", invites)).json())?.invites).toEqual([]);
    await expect(openLink(door.url, made.link, { name: "Late" })).rejects.toThrow("404");
    for (const odd of [
      { role: "guest" },
      { role: "viewer", mostUses: 0 },
      { role: "viewer", mostUses: 501 },
      { role: "viewer", days: 91 },
      {},
    ]) {
      expect((await door.as("owner", invites, { body: odd })).status, JSON.stringify(odd)).toBe(400);
    }
  });
});
