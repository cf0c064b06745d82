import { useCallback, useState } from "react";

import { days as inDays } from "#shared/commands/summaryWords.ts";
import type { PlanId } from "#shared/model/id.ts";
import type { AuditEntry, AuditPage } from "#shared/protocol/audit.ts";
import { AUDIT_PAGE } from "#shared/protocol/audit.ts";

import { listAudit } from "../api/audit.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { useRequest } from "../api/useRequest.ts";
import { usePlanSession } from "../plan/usePlan.ts";
import { Answered } from "../ui/Answered.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Problem } from "../ui/Problem.tsx";
import "./activity.css";
import { ActivityList } from "./ActivityList.tsx";

/** Who did what in the plan, for its owners. */
export function ActivityPage({ isOwner }: { readonly isOwner: boolean }) {
  if (isOwner) return <OwnersActivity />;
  return (
    <Notice title="Only owners of the plan see what was done in it">
      <p>Your own check-ins stand in the history of each objective. Ask an owner if you need to know more.</p>
    </Notice>
  );
}

function OwnersActivity() {
  const { planId } = usePlanSession();
  const load = useCallback((signal: AbortSignal) => listAudit(planId, { signal }), [planId]);
  const { answer, reload } = useAnswer(load);
  return (
    <Answered answer={answer} what="what was done" onRetry={reload}>
      {(latest) => <Activity planId={planId} latest={latest} />}
    </Answered>
  );
}

interface ActivityProps {
  readonly planId: PlanId;
  readonly latest: AuditPage;
}

function Activity({ planId, latest }: ActivityProps) {
  const [older, setOlder] = useState<readonly AuditEntry[]>([]);
  const [isAll, setIsAll] = useState(latest.entries.length < AUDIT_PAGE);
  const { busy, problem, ask } = useRequest();
  const entries = [...latest.entries, ...older.filter(({ sequence }) => sequence < (oldestOf(latest.entries) ?? 0))];

  const showOlder = (): void => {
    const before = oldestOf(entries);
    if (before === undefined) return;
    void ask(
      () => listAudit(planId, { before }),
      (page) => {
        setOlder((known) => [...known, ...page.entries]);
        setIsAll(page.entries.length < AUDIT_PAGE);
      },
    );
  };
  return (
    <section className="page__section" aria-label="What was done">
      <p className="page__hint">
        Who did what, when and where. Only owners see this. It holds no text of the plan, and each entry is kept for{" "}
        {keptInWords(latest.keptDays)}.
      </p>
      {entries.length === 0 ? <p>Nothing was done yet.</p> : <ActivityList entries={entries} />}
      <Problem text={problem} />
      {entries.length > 0 &&
        (isAll ? (
          <p className="page__hint">That is all that is kept.</p>
        ) : (
          <p>
            <button type="button" className="button" aria-disabled={busy} onClick={showOlder}>
              {busy ? "A moment…" : "Show older"}
            </button>
          </p>
        ))}
    </section>
  );
}

function oldestOf(entries: readonly AuditEntry[]): number | undefined {
  return entries.at(-1)?.sequence;
}

/** "12 months", "90 days". */
function keptInWords(days: number): string {
  if (days >= 360 && days < 370) return "12 months";
  return inDays(days);
}
