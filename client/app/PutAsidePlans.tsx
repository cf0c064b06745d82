import { useState } from "react";

import type { PlanId } from "#shared/model/id.ts";
import type { PlanListing } from "#shared/protocol/httpApi.ts";

import { archivePlan, restorePlan } from "../api/plans.ts";
import { longDate } from "../ui/dates.ts";
import { Folded } from "../ui/Folded.tsx";
import { followLink } from "../view/followLink.ts";
import { planPath } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { showToast } from "../view/toastStore.ts";

/** Whether nobody works in it any more. */
export function isPutAside({ archivedAt, deletedAt }: PlanListing): boolean {
  return archivedAt !== null || deletedAt !== null;
}

interface PutAsidePlansProps {
  readonly plans: readonly PlanListing[];
  readonly onRestored: () => Promise<void>;
}

/** Archived plans, and those that were deleted a while ago: out of the way, with the way back for their owners. */
export function PutAsidePlans({ plans, onRestored }: PutAsidePlansProps) {
  const [busy, setBusy] = useState<PlanId | null>(null);
  if (plans.length === 0) return null;
  const restore = async (plan: PlanListing): Promise<void> => {
    if (busy !== null) return;
    setBusy(plan.id);
    const done = await (plan.deletedAt === null ? archivePlan(plan.id, false) : restorePlan(plan.id));
    setBusy(null);
    showToast(done.ok ? `“${nameOf(plan)}” is back.` : done.error.message);
    await onRestored();
  };
  return (
    <Folded summary={headingFor(plans)}>
      <ul className="plans__list">
        {plans.map((plan) => (
          <li key={plan.id} className="put-aside__plan">
            <span className="put-aside__words">
              <PlanName plan={plan} />
              <span className="plans__age">{stateInWords(plan)}</span>
            </span>
            {plan.role === "owner" && (
              <button
                type="button"
                className="button"
                aria-label={`Restore ${nameOf(plan)}`}
                aria-disabled={busy === plan.id}
                onClick={() => void restore(plan)}
              >
                Restore
              </button>
            )}
          </li>
        ))}
      </ul>
    </Folded>
  );
}

/** An archived plan can be read; of a deleted one only its name is shown. */
function PlanName({ plan }: { readonly plan: PlanListing }) {
  if (plan.deletedAt !== null) return <span className="plans__name">{nameOf(plan)}</span>;
  const path = planPath(plan.id);
  return (
    <a className="plans__name" href={path} onClick={(event) => followLink(event, path)}>
      {nameOf(plan)}
    </a>
  );
}

function nameOf({ title }: PlanListing): string {
  return shownTitle("plan", title);
}

/** "1 archived and 2 deleted plans". */
function headingFor(plans: readonly PlanListing[]): string {
  const deleted = plans.filter(({ deletedAt }) => deletedAt !== null).length;
  const archived = plans.length - deleted;
  const counts = [archived > 0 && `${archived} archived`, deleted > 0 && `${deleted} deleted`].filter(Boolean);
  return `${counts.join(" and ")} ${(deleted || archived) === 1 ? "plan" : "plans"}`;
}

function stateInWords({ archivedAt, deletedAt, restorableUntil }: PlanListing): string {
  if (deletedAt !== null) return `deleted on ${longDate(deletedAt)}; gone for good after ${longDate(restorableUntil)}`;
  return archivedAt === null ? "" : `archived on ${longDate(archivedAt)}; can be read, not changed`;
}
