import { lazy, Suspense, useEffect, useState } from "react";

import type { ObjectiveId, PlanId } from "#shared/model/id.ts";

import { Board } from "../board/Board.tsx";
import { BoardSkeleton } from "../board/BoardSkeleton.tsx";
import { openPlanSession } from "../plan/openPlanSession.ts";
import type { PlanSession } from "../plan/planSession.ts";
import { PlanSessionProvider, useConnection, useIsLoaded, useRecords } from "../plan/usePlan.ts";
import { setAddingMissions } from "../view/addingStore.ts";
import { closePopup } from "../view/popupStore.ts";
import { ConnectionNotice } from "./ConnectionNotice.tsx";
import { PlanHeader } from "./PlanHeader.tsx";
import { PlanMissing } from "./PlanMissing.tsx";
import "./plan.css";

const ObjectivePanel = lazy(async () => ({
  default: (await import("../objective/ObjectivePanel.tsx")).ObjectivePanel,
}));

interface PlanScreenProps {
  readonly planId: PlanId;
  /** The objective whose sheet is open. */
  readonly objectiveId: ObjectiveId | null;
}

/** Opens a plan for as long as it is on screen. */
export function PlanScreen({ planId, objectiveId }: PlanScreenProps) {
  const [session, setSession] = useState<PlanSession | null>(null);
  useEffect(() => {
    const opened = openPlanSession(planId);
    // oxlint-disable-next-line react/set-state-in-effect -- what is opened must be closed again: only an effect can
    setSession(opened);
    return () => {
      setSession(null);
      closePopup();
      setAddingMissions(false);
      void opened.destroy();
    };
  }, [planId]);
  if (!session) return null;
  return (
    <PlanSessionProvider session={session}>
      <div className="plan-screen">
        <PlanHeader />
        <ConnectionNotice />
        <main className="plan-screen__main" tabIndex={-1}>
          <PlanBody objectiveId={objectiveId} />
        </main>
      </div>
    </PlanSessionProvider>
  );
}

function PlanBody({ objectiveId }: Pick<PlanScreenProps, "objectiveId">) {
  const loaded = useIsLoaded();
  const { connection } = useConnection();
  if (connection === "notfound") return <PlanMissing />;
  if (!loaded) return <BoardSkeleton waiting={connection === "loading"} />;
  return (
    <>
      <PageTitle objectiveId={objectiveId} />
      <Board />
      {objectiveId !== null && (
        <Suspense fallback={null}>
          <ObjectivePanel objectiveId={objectiveId} />
        </Suspense>
      )}
    </>
  );
}

function PageTitle({ objectiveId }: Pick<PlanScreenProps, "objectiveId">) {
  const plan = useRecords((records) => records.plan.title.trim()) || "Untitled plan";
  const objective = useRecords(({ objectives }) => (objectiveId && objectives.get(objectiveId)?.title.trim()) ?? "");
  return <title>{[...(objective === "" ? [] : [objective]), plan, "Waymark"].join(" – ")}</title>;
}
