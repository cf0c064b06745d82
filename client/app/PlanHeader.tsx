import { ArrowLeft } from "lucide-react";

import { WhoIsHere } from "../people/WhoIsHere.tsx";
import { RoleWord } from "../people/RoleWord.tsx";
import { YouAre } from "../people/YouAre.tsx";
import { useCan, useConnection, useIsLoaded, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { SearchField } from "../search/SearchField.tsx";
import { PlanText } from "../ui/PlanText.tsx";
import { followLink } from "../view/followLink.ts";
import { PLANS_PATH, planPath } from "../view/route.ts";
import type { PlanPageName } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { ConnectionStatus } from "./ConnectionStatus.tsx";
import { KeyList } from "./KeyList.tsx";
import { PlanMenuButton } from "./PlanMenuButton.tsx";
import { ShareLink } from "./ShareLink.tsx";
import { UndoButtons } from "./UndoButtons.tsx";
import "./planHeader.css";

/** Over every screen of a plan: its name and purpose, search, who is here, undo, keys, and whether all is saved. */
export function PlanHeader({ place }: { readonly place: "board" | "myUpdates" | PlanPageName }) {
  const loaded = useIsLoaded();
  const { planId } = usePlanSession();
  const leadsTo = place === "board" ? "plans" : "board";
  const back = leadsTo === "plans" ? PLANS_PATH : planPath(planId);
  return (
    <header className="plan-header">
      <a
        // Another link: the one that was followed would keep focus, and pressed once more leave the plan.
        key={leadsTo}
        className={`button button--quiet button--icon plan-header__back--${leadsTo}`}
        href={back}
        aria-label={leadsTo === "plans" ? "All plans" : "To the board"}
        onClick={(event) => followLink(event, back)}
      >
        <ArrowLeft className="icon" aria-hidden="true" />
      </a>
      {loaded ? (
        <div className="plan-header__names">
          <PlanTitle />
          <PlanPurpose />
        </div>
      ) : (
        <UnknownTitle />
      )}
      {loaded && place === "board" && <SearchField />}
      <div className="plan-header__tools">
        {loaded && <WhoIsHere />}
        {loaded && <ShareLink isHere={place === "people"} />}
        {loaded && <RoleWord />}
        {loaded && <YouAre />}
        {loaded && place !== "people" && place !== "activity" && <UndoButtons />}
        {loaded && <KeyList />}
        {loaded && <PlanMenuButton />}
        <ConnectionStatus />
      </div>
    </header>
  );
}

/** While nothing of the plan is known, its name is not either. */
function UnknownTitle() {
  const { connection } = useConnection();
  return (
    <h1 className="plan-header__title plan-header__title--loading">
      {connection === "loading" ? "Loading the plan…" : "Waymark"}
    </h1>
  );
}

const TITLE_ID = "plan-title";

function PlanTitle() {
  const title = useRecords((records) => records.plan.title);
  return (
    // Called by the title alone: what is in it may be a button, or a field, with words of its own.
    <h1 className="plan-header__title" aria-labelledby={TITLE_ID}>
      <PlanText field="title" label="plan title">
        <span id={TITLE_ID}>{shownTitle("plan", title)}</span>
      </PlanText>
    </h1>
  );
}

/** What the plan is for. Readers of a plan without one see nothing. */
function PlanPurpose() {
  const purpose = useRecords((records) => records.plan.purpose).trim();
  const editable = useCan("editPlan");
  if (purpose === "" && !editable) return null;
  return (
    <div className="plan-header__purpose" title={purpose === "" ? undefined : purpose}>
      <PlanText field="purpose" label="plan purpose">
        {purpose === "" ? <span className="column__hint">Say what this plan is for</span> : purpose}
      </PlanText>
    </div>
  );
}
