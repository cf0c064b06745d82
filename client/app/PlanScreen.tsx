import { useEffect, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

import type { ObjectiveId, PlanId } from "#shared/model/id.ts";

import { Board } from "../board/Board.tsx";
import { BoardSkeleton } from "../board/BoardSkeleton.tsx";
import { ownStorage } from "../device/ownStorage.ts";
import { useSessionOfPlan } from "../entry/useSessionOfPlan.ts";
import { BoardHead } from "../freshness/BoardHead.tsx";
import { useDueCount } from "../myUpdates/useDueCount.ts";
import { DeviceMemory } from "../plan/deviceMemory.ts";
import type { PlanSession } from "../plan/planSession.ts";
import {
  PlanSessionProvider,
  useConnection,
  useIsLoaded,
  useObjective,
  usePlanSession,
  useRecords,
} from "../plan/usePlan.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { setAddingMissions } from "../view/addingStore.ts";
import { afterPaint } from "../view/afterPaint.ts";
import { prepareDrafts } from "../view/drafts.ts";
import { closePopup } from "../view/popupStore.ts";
import { leaveTo, planPath } from "../view/route.ts";
import type { PlanPageName } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { ConnectionNotice } from "./ConnectionNotice.tsx";
import { openPlan } from "./openAhead.ts";
import { PlanHeader } from "./PlanHeader.tsx";
import { PlanMissing } from "./PlanMissing.tsx";
import { PlanRemoved } from "./PlanRemoved.tsx";
import { RightsNews } from "./RightsNews.tsx";
import { PLAN_PAGE_TITLES } from "./planPageTitles.ts";
import { useFocusBack } from "./useFocusBack.ts";
import "./plan.css";
import "./lowScreen.css";
import "./largeType.css";

const ObjectivePanel = fetchedPart(async () => (await import("../objective/ObjectivePanel.tsx")).ObjectivePanel);

const MyUpdates = fetchedPart(async () => (await import("../myUpdates/MyUpdates.tsx")).MyUpdates);

const PlanPage = fetchedPart(async () => (await import("./PlanPage.tsx")).PlanPage);

/** Where in the plan somebody is: on the board, maybe with an objective's sheet open, at what waits for them, or at a page about the plan. */
type Place =
  | { readonly name: "board"; readonly objectiveId: ObjectiveId | null }
  | { readonly name: "myUpdates" }
  | { readonly name: PlanPageName };

interface PlanScreenProps {
  readonly planId: PlanId;
  readonly place: Place;
}

/** Opens a plan for as long as it is on screen. */
export function PlanScreen({ planId, place }: PlanScreenProps) {
  const [session, setSession] = useState<PlanSession | null>(null);
  // Before anything is drawn, so that the plan is on its way by then.
  useLayoutEffect(() => {
    const opened = openPlan(planId);
    prepareDrafts();
    let left = false;
    // What the server has said already is heard in a moment: the board is drawn at once then, and no picture of waiting.
    queueMicrotask(() => left || flushSync(() => setSession(opened)));
    return () => {
      left = true;
      setSession(null);
      closePopup();
      setAddingMissions(false);
      void opened.destroy();
    };
  }, [planId]);
  useSessionOfPlan(session);
  useFocusBack(place.name, place.name === "board" && place.objectiveId !== null);
  if (!session) return null;
  return (
    <PlanSessionProvider session={session}>
      <div className="plan-screen">
        <PlanHeader place={place.name} />
        {place.name === "board" && <BoardHead />}
        <ConnectionNotice />
        <RightsNews />
        <main className="plan-screen__main" tabIndex={-1}>
          <PlanBody place={place} />
        </main>
      </div>
    </PlanSessionProvider>
  );
}

function PlanBody({ place }: Pick<PlanScreenProps, "place">) {
  const loaded = useIsLoaded();
  useReadWhole(loaded, place.name === "board" && place.objectiveId === null);
  const { planId } = usePlanSession();
  const { connection } = useConnection();
  if (connection === "notfound") return <PlanMissing />;
  if (connection === "removed") return <PlanRemoved />;
  if (!loaded) return <BoardSkeleton waiting={connection === "loading"} />;
  if (place.name !== "board" && place.name !== "myUpdates") {
    return (
      <>
        <PageTitle of={PLAN_PAGE_TITLES[place.name]} />
        <Part key={place.name} main>
          <PlanPage page={place.name} />
        </Part>
      </>
    );
  }
  if (place.name === "myUpdates") {
    return (
      <>
        <PageTitle of="My updates" />
        <Part key={place.name} main>
          <MyUpdates />
        </Part>
      </>
    );
  }
  const { objectiveId } = place;
  return (
    <>
      {objectiveId === null ? <PageTitle of="" /> : <ObjectiveTitle objectiveId={objectiveId} />}
      <Board />
      {objectiveId !== null && (
        <Part onMissing={() => leaveTo(planPath(planId))}>
          <ObjectivePanel objectiveId={objectiveId} />
        </Part>
      )}
    </>
  );
}

/** Once the board is drawn the plan is read, in a moment in which nobody waits for anything; for all else before it is. */
function useReadWhole(loaded: boolean, boardAlone: boolean): void {
  const session = usePlanSession();
  useLayoutEffect(() => {
    if (loaded && !boardAlone) session.readWhole();
  }, [session, loaded, boardAlone]);
  useEffect(() => {
    if (!loaded) return undefined;
    let left = false;
    afterPaint(() => setTimeout(() => left || session.readWhole()));
    return () => {
      left = true;
    };
  }, [session, loaded]);
}

function ObjectiveTitle({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  return <PageTitle of={useObjective(objectiveId)?.title.trim() ?? ""} />;
}

/** What waits for me stands first: it is read where a tab has little room, and at other windows' work. */
function PageTitle({ of }: { readonly of: string }) {
  const due = useDueCount();
  const plan = useRecords((records) => shownTitle("plan", records.plan.title));
  useKeptTitle(plan);
  const names = [of, plan, "Waymark"].filter((name) => name !== "").join(" – ");
  return <title>{due === 0 ? names : `(${due}) ${names}`}</title>;
}

/** A plan that is kept on this device is named in the list of plans also while nobody can be asked for it. */
function useKeptTitle(title: string): void {
  const { planId } = usePlanSession();
  const { keptOnDevice } = useConnection();
  useEffect(() => {
    if (keptOnDevice) new DeviceMemory(ownStorage()).rememberTitle(planId, title);
  }, [keptOnDevice, planId, title]);
}
