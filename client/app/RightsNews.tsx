import { useEffect, useRef } from "react";

import { recordCheckIn, correctCheckIn } from "#shared/commands/checkIns.ts";
import type { Role } from "#shared/model/actor.ts";

import { cardCheckInId } from "../board/cardIds.ts";
import { offerAgain } from "../checkIn/offerAgain.ts";
import { mayWrite } from "../plan/connectionMachine.ts";
import type { RefusedCommand } from "../plan/pendingCommands.ts";
import { useIsLoaded, useMembership, usePlanSession } from "../plan/usePlan.ts";
import { endColumnDrag } from "../view/columnDragStore.ts";
import { endDrag } from "../view/dragStore.ts";
import { focusSoon } from "../view/passFocus.ts";
import { closePopup, currentPopup, openPopup } from "../view/popupStore.ts";
import { navigate, objectivePath } from "../view/route.ts";
import { clearSelection } from "../view/selectionStore.ts";
import { showToast } from "../view/toastStore.ts";

/** Says what this person may do now as soon as that changes, and what was asked for and refused. Shows nothing itself. */
export function RightsNews() {
  const loaded = useIsLoaded();
  return loaded && <News />;
}

function News() {
  useRoleNews();
  useRefusals();
  return null;
}

const ROLE_NEWS: Readonly<Record<Role, string>> = {
  owner: "You are an owner of this plan now.",
  editor: "You can edit this plan now.",
  contributor: "You can check in on your own objectives now, and no longer change the rest.",
  viewer: "You can only view this plan now.",
  guest: "You can only view this plan now.",
};

function useRoleNews(): void {
  const { role, archivedAt } = useMembership();
  // The server may have said so before there was a screen.
  const { formerMembership } = usePlanSession();
  const known = useRef(formerMembership ?? { role, archivedAt });
  useEffect(() => {
    const before = known.current;
    known.current = { role, archivedAt };
    const turned = (before.archivedAt === null) !== (archivedAt === null);
    if (before.role === role && !turned) return;
    if (!mayWrite(role)) letGo();
    if (turned && archivedAt !== null) showToast("This plan was archived: nobody can change it now.");
    else if (turned) showToast("This plan is back: it can be changed again.");
    else showToast(before.role === "viewer" && role === "contributor" ? RISEN : ROLE_NEWS[role]);
  }, [role, archivedAt]);
}

const RISEN = "You can check in on your own objectives now.";

/** What was held, chosen or open to change something that cannot be changed now. What is typed stays. */
function letGo(): void {
  endDrag();
  endColumnDrag();
  clearSelection();
  const popup = currentPopup();
  if (popup && CHANGING.has(popup.kind)) closePopup();
  // A field of something new has gone with the right to write, and focus with it.
  focusSoon();
}

const CHANGING: ReadonlySet<string> = new Set(["mission", "rhythm", "selection", "menu"]);

function useRefusals(): void {
  const session = usePlanSession();
  useEffect(
    () =>
      session.onRefused((refused) => {
        const { records } = session.planStore.getState();
        const about = records && aboutCheckIn(refused) ? offerAgain(refused, records, session.identity.personId) : null;
        const words = `Not recorded${about === null ? "" : ` on “${about.title}”`}: ${refused.error.message}`;
        if (about === null) return showToast(words);
        const { objectiveId } = about;
        showToast(`${words} What you typed is kept.`, {
          label: "Open",
          run: () => {
            const anchor = document.getElementById(cardCheckInId(objectiveId));
            if (anchor) openPopup({ kind: "checkIn", objectiveId, anchor });
            else navigate(objectivePath(session.planId, objectiveId));
          },
        });
      }),
    [session],
  );
}

function aboutCheckIn({ name }: RefusedCommand): boolean {
  return name === recordCheckIn.name || name === correctCheckIn.name;
}
