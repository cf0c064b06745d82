import { Download } from "lucide-react";
import { useState } from "react";

import type { PlanId } from "#shared/model/id.ts";

import { exportPlan } from "../api/plans.ts";
import { planFileDownload } from "../plan/planFileDownload.ts";
import { usePlanSession, useRecords } from "../plan/usePlan.ts";
import { saveFile } from "../ui/saveFile.ts";

/** Everything in the plan as a file, from the server: of a damaged plan what can be read. */
export function TakeCopy({ planId }: { readonly planId: PlanId }) {
  const session = usePlanSession();
  const title = useRecords((records) => records.plan.title);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const file = await exportPlan(planId);
    setBusy(false);
    if (file.ok) saveFile(planFileDownload(file.value, title, session.now()));
    else setProblem(file.error.message);
  };
  return (
    <section className="page__section" aria-labelledby="copy-title">
      <h3 id="copy-title" className="page__subtitle">
        A copy to keep
      </h3>
      <p className="page__hint">
        Everything in the plan as one file: missions, objectives, key results, every check-in, and what was archived.
        Who belongs to the plan is not in it. A new plan can be made from it.
      </p>
      <p>
        <button type="button" className="button" aria-disabled={busy} onClick={() => void take()}>
          <Download className="icon" aria-hidden="true" />
          {busy ? "A moment…" : "Download the plan"}
        </button>
      </p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
