import { CircleUserRound, LayoutList, ListChecks, ScrollText, Settings, UsersRound } from "lucide-react";
import { MenuSection } from "react-aria-components/Menu";

import { can } from "#shared/permissions/can.ts";
import { ACCOUNT_PATH } from "#shared/protocol/signIn.ts";

import { useConnection, useMayAtAll, useMembership, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { PopupMenu } from "../ui/PopupMenu.tsx";
import { PopupMenuItem } from "../ui/PopupMenuItem.tsx";
import { myUpdatesPath, navigate, planPagePath, PLANS_PATH } from "../view/route.ts";
import { connectionWords } from "./connectionWords.ts";

interface PlanMenuProps {
  readonly anchor: Element;
  readonly onClose: () => void;
}

/** What the connection's word means; the pages about the plan, then those about oneself. */
export function PlanMenu({ anchor, onClose }: PlanMenuProps) {
  const { planId } = usePlanSession();
  // Also while the plan is archived, when nobody may act as more than a viewer.
  const me = { role: useMembership().given, personId: null };
  const mayCheckIn = useMayAtAll("recordCheckIn");
  const { title, purpose } = useRecords((records) => records.plan);
  const words = connectionWords(useConnection());
  const goTo = (path: string) => (): void => {
    onClose();
    navigate(path);
  };
  return (
    <PopupMenu
      anchor={anchor}
      label="Plan menu"
      heading={
        <>
          {[title, purpose].filter((text) => text.trim() !== "").join(" – ")}
          {/* Beside the plan's name there is no room for a finger, nor for more than a word or two. */}
          <span className="menu__told">
            {words.word}: {words.sentence}
          </span>
        </>
      }
      onClose={onClose}
    >
      <PopupMenuItem
        icon={<UsersRound />}
        word={can(me, "editInvites") ? "People and invitations" : "People"}
        onAction={goTo(planPagePath(planId, "people"))}
      />
      <PopupMenuItem icon={<Settings />} word="Settings" onAction={goTo(planPagePath(planId, "settings"))} />
      {can(me, "seeAudit") && (
        <PopupMenuItem icon={<ScrollText />} word="Activity" onAction={goTo(planPagePath(planId, "activity"))} />
      )}
      <MenuSection className="menu__apart">
        {mayCheckIn && <PopupMenuItem icon={<ListChecks />} word="My updates" onAction={goTo(myUpdatesPath(planId))} />}
        <PopupMenuItem icon={<CircleUserRound />} word="My account" onAction={goTo(ACCOUNT_PATH)} />
        <PopupMenuItem icon={<LayoutList />} word="All plans" onAction={goTo(PLANS_PATH)} />
      </MenuSection>
    </PopupMenu>
  );
}
