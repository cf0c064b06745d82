import { afterEach, expect, it, vi } from "vitest";

import { endSession, fetchSession, lookAtLink, signIn } from "#client/api/session.ts";
import { whenSignedOut } from "#client/api/callApi.ts";
import { listPlans } from "#client/api/plans.ts";
import { newId } from "#shared/model/id.ts";
import type { EntryLinkId } from "#shared/model/id.ts";
import { parseEntrySecret } from "#shared/protocol/signIn.ts";
import { inviteTo } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const realFetch = globalThis.fetch;

/** Makes the page's own address that of a server, and keeps its cookies as a browser does. */
function visit(url: string): void {
  let cookie = "";
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    const answer = await realFetch(`${url}${path}`, { ...init, headers: { ...init?.headers, cookie } });
    for (const header of answer.headers.getSetCookie()) {
      const pair = header.split(";", 1)[0] ?? "";
      if (pair.startsWith("waymark_session=")) cookie = pair;
    }
    return answer;
  });
}

afterEach(() => vi.unstubAllGlobals());

it("SCR-400: a link is looked at and used; then who is signed in is known, until they sign out", async () => {
  const server = await startServer({ client: "none" });
  const planId = await server.createPlan({ template: "empty", title: "Our plan" });
  const link = parseEntrySecret(await inviteTo(server.url, planId, "viewer"))!;
  visit(server.url);
  expect(await fetchSession()).toEqual({ ok: true, value: { session: null } });
  expect(await lookAtLink(link)).toMatchObject({ ok: true, value: { planTitle: "Our plan", signedInAs: null } });
  expect(await signIn({ link, name: " ", personId: null })).toMatchObject({
    ok: false,
    error: { code: "nameMissing" },
  });
  expect(await signIn({ link, name: "Vic", personId: null })).toEqual({ ok: true, value: { planId } });
  expect(await fetchSession()).toMatchObject({ ok: true, value: { session: { name: "Vic" } } });
  expect(await signIn({ link, name: "Vic", personId: null })).toMatchObject({ error: { code: "linkInvalid" } });
  expect(await endSession()).toEqual({ ok: true, value: null });
  expect(await fetchSession()).toEqual({ ok: true, value: { session: null } });
});

it("SCR-400: a refusal is said in the server's words, and a call by nobody tells whoever follows that", async () => {
  const server = await startServer({ client: "none" });
  visit(server.url);
  const told = vi.fn<() => void>();
  whenSignedOut(told);
  const link = { linkId: newId<EntryLinkId>(), secret: "x".repeat(43) };
  expect(await lookAtLink(link)).toMatchObject({ error: { code: "linkInvalid", message: /new one\.$/ } });
  expect(told).not.toHaveBeenCalled();
  expect(await listPlans()).toMatchObject({ ok: false, error: { code: "signedOut" } });
  expect(told).toHaveBeenCalledOnce();
  whenSignedOut(() => undefined);
  visit("http://127.0.0.1:1");
  expect(await endSession()).toMatchObject({ ok: false, error: { code: "unreachable" } });
  expect(await fetchSession()).toMatchObject({ ok: false, error: { code: "unreachable" } });
});
