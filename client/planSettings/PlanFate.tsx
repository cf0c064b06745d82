import { useCallback, useState } from "react";

import type { PlanId } from "#shared/model/id.ts";

import { archivePlan, deletePlan, findPlan, restorePlan } from "../api/plans.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { useMembership, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { Answered } from "../ui/Answered.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { longDate } from "../ui/dates.ts";
import { navigate, planPath, PLANS_PATH } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { showToast } from "../view/toastStore.ts";

/** Archiving and deleting, for its owners; each says what it means before it is done, and has a way back. */
export function PlanFate() {
  const { planId } = usePlanSession();
  const load = useCallback((signal: AbortSignal) => findPlan(planId, signal), [planId]);
  const { answer, reload } = useAnswer(load);
  return (
    <section className="page__section" aria-labelledby="fate-title">
      <h3 id="fate-title" className="page__subtitle">
        Archive or delete
      </h3>
      <Answered answer={answer} what="the plan" onRetry={reload}>
        {({ restorableUntil }) => <Fate planId={planId} until={longDate(restorableUntil)} />}
      </Answered>
    </section>
  );
}

interface FateProps {
  readonly planId: PlanId;
  /** The day until which it could be restored if it were deleted now. */
  readonly until: string;
}

function Fate({ planId, until }: FateProps) {
  const [asked, setAsked] = useState<"archive" | "delete" | null>(null);
  const { archivedAt } = useMembership();
  const title = useRecords((records) => records.plan.title.trim());
  const name = `“${shownTitle("plan", title)}”`;
  const close = (): void => setAsked(null);

  // That it is archived, or back, is told over the connection, to everybody.
  const bringBack = async (): Promise<void> => {
    const done = await archivePlan(planId, false);
    if (!done.ok) showToast(done.error.message);
  };
  const undelete = async (): Promise<void> => {
    const done = await restorePlan(planId);
    showToast(done.ok ? `${name} is back.` : done.error.message);
    if (done.ok) navigate(planPath(planId));
  };
  return (
    <>
      <div className="settings__fate">
        <p className="page__hint">
          {archivedAt === null
            ? "An archived plan stays to be read by everybody who belongs to it. Nobody can change it until an owner restores it."
            : `Archived on ${longDate(archivedAt)}: everybody who belongs to it can read it, nobody can change it.`}
        </p>
        <button
          type="button"
          className="button"
          onClick={() => (archivedAt === null ? setAsked("archive") : void bringBack())}
        >
          {archivedAt === null ? "Archive the plan…" : "Bring the plan back"}
        </button>
      </div>
      <div className="settings__fate">
        <p className="page__hint">
          A deleted plan is gone for everybody at once. Owners can restore it until {until}; after that nothing of it is
          left.
        </p>
        <button type="button" className="button button--danger" onClick={() => setAsked("delete")}>
          Delete the plan…
        </button>
      </div>
      {asked === "archive" && (
        <ConfirmDialog
          title={`Archive ${name}?`}
          word="Archive"
          onConfirm={() => archivePlan(planId, true)}
          onDone={close}
          onClose={close}
        >
          <p>
            Everybody who belongs to it can go on reading it; from now on nobody can change it, also who has it open.
          </p>
          <p>You can restore it at any time, here or in the list of plans.</p>
        </ConfirmDialog>
      )}
      {asked === "delete" && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          word="Delete"
          look="danger"
          onConfirm={() => deletePlan(planId)}
          onDone={() => {
            navigate(PLANS_PATH);
            showToast(`${name} is deleted. Owners can restore it until ${until}.`, {
              label: "Restore",
              run: () => void undelete(),
            });
          }}
          onClose={close}
        >
          <p>It is gone at once for everybody who belongs to it, including anyone who has it open.</p>
          <p>
            Until {until} you and its other owners can restore it, from the list of plans, as it was. After that nothing
            of it is left: download a copy first if you may want one.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
