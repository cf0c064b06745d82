import { useState } from "react";

import type { PlanListing } from "#shared/protocol/httpApi.ts";

import { archivePlan, deletePlan, restorePlan } from "../api/plans.ts";
import { useRecords } from "../plan/usePlan.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { longDate } from "../ui/dates.ts";
import { navigate, planPath, PLANS_PATH } from "../view/route.ts";
import { showToast } from "../view/toastStore.ts";

interface PlanFateProps {
  readonly plan: PlanListing;
  readonly onChanged: () => Promise<void>;
}

/** Archiving and deleting, for its owners; each says what it means before it is done, and has a way back. */
export function PlanFate({ plan, onChanged }: PlanFateProps) {
  const [asked, setAsked] = useState<"archive" | "delete" | null>(null);
  const isArchived = plan.archivedAt !== null;
  const title = useRecords((records) => records.plan.title.trim());
  const name = `“${title || "Untitled plan"}”`;
  const close = (): void => setAsked(null);

  const restore = async (): Promise<void> => {
    const done = await archivePlan(plan.id, false);
    showToast(done.ok ? "The plan can be changed again." : done.error.message);
    await onChanged();
  };
  const undelete = async (): Promise<void> => {
    const done = await restorePlan(plan.id);
    showToast(done.ok ? `${name} is back.` : done.error.message);
    if (done.ok) navigate(planPath(plan.id));
  };
  if (plan.role !== "owner") {
    return (
      <section className="page__section">
        <p className="page__hint">Only owners of the plan archive or delete it.</p>
      </section>
    );
  }
  return (
    <section className="page__section" aria-labelledby="fate-title">
      <h3 id="fate-title" className="page__subtitle">
        Archive or delete
      </h3>
      <div className="settings__fate">
        <p className="page__hint">
          {plan.archivedAt === null
            ? "An archived plan stays to be read by everybody who belongs to it. Nobody can change it until an owner restores it."
            : `Archived on ${longDate(plan.archivedAt)}: everybody who belongs to it can read it, nobody can change it.`}
        </p>
        <button type="button" className="button" onClick={() => (isArchived ? void restore() : setAsked("archive"))}>
          {isArchived ? "Restore the plan" : "Archive the plan…"}
        </button>
      </div>
      <div className="settings__fate">
        <p className="page__hint">
          A deleted plan is gone for everybody at once. Owners can restore it until {longDate(plan.restorableUntil)};
          after that nothing of it is left.
        </p>
        <button type="button" className="button button--danger" onClick={() => setAsked("delete")}>
          Delete the plan…
        </button>
      </div>
      {asked === "archive" && (
        <ConfirmDialog
          title={`Archive ${name}?`}
          word="Archive"
          onConfirm={() => archivePlan(plan.id, true)}
          onDone={() => {
            close();
            showToast("The plan is archived: it can be read, not changed.", {
              label: "Undo",
              run: () => void restore(),
            });
            void onChanged();
          }}
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
          onConfirm={() => deletePlan(plan.id)}
          onDone={() => {
            navigate(PLANS_PATH);
            showToast(`${name} is deleted. Owners can restore it until ${longDate(plan.restorableUntil)}.`, {
              label: "Restore",
              run: () => void undelete(),
            });
          }}
          onClose={close}
        >
          <p>It is gone at once for everybody who belongs to it, also for who has it open.</p>
          <p>
            Until {longDate(plan.restorableUntil)} you and its other owners can restore it, from the list of plans, as
            it was. After that nothing of it is left: download a copy first if you may want one.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
