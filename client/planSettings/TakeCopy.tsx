import { Download } from "lucide-react";

import { exportPlan } from "../api/plans.ts";
import { useRequest } from "../api/useRequest.ts";
import { planFileDownload } from "../plan/planFileDownload.ts";
import { usePlanSession, useRecords } from "../plan/usePlan.ts";
import { Problem } from "../ui/Problem.tsx";
import { saveFile } from "../ui/saveFile.ts";

/** Everything in the plan as a file, from the server: of a damaged plan what can be read. */
export function TakeCopy() {
  const session = usePlanSession();
  const { planId } = session;
  const title = useRecords((records) => records.plan.title);
  const { busy, problem, ask } = useRequest();
  const take = (): void =>
    void ask(
      () => exportPlan(planId),
      (file) => saveFile(planFileDownload(file, title, session.now())),
    );
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
        <button type="button" className="button" aria-disabled={busy} onClick={take}>
          <Download className="icon" aria-hidden="true" />
          {busy ? "A moment…" : "Download the plan"}
        </button>
      </p>
      <Problem text={problem} />
    </section>
  );
}
