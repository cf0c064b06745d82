import { Download } from "lucide-react";

import { writePlanFile } from "#shared/exchange/planFile.ts";

import { exportPlan } from "../api/plans.ts";
import { useRequest } from "../api/useRequest.ts";
import { isDamaged } from "../plan/connectionMachine.ts";
import type { ConnectionState } from "../plan/connectionState.ts";
import { planFileDownload } from "../plan/planFileDownload.ts";
import { useConnection, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { Problem } from "../ui/Problem.tsx";
import { saveFile } from "../ui/saveFile.ts";

/** In these the server has all that this page shows. */
const IN_TOUCH: ReadonlySet<ConnectionState> = new Set(["saved", "saving", "readonly"]);

/** Everything in the plan as a file: from the server, or what this page shows while that is more than the server has. */
export function TakeCopy() {
  const session = usePlanSession();
  const { planId } = session;
  const title = useRecords((records) => records.plan.title);
  const { busy, problem, ask } = useRequest();
  const { connection, condition } = useConnection();
  const fromServer = IN_TOUCH.has(connection) && !isDamaged({ condition });
  const save = (file: object): void => saveFile(planFileDownload(file, title, session.now()));
  const take = (): void => {
    const { records } = session.planStore.getState();
    if (fromServer || !records) void ask(() => exportPlan(planId), save);
    else save(writePlanFile(records));
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
      {!fromServer && (
        <p className="page__hint">The server cannot give all of it just now, so the file holds what this page shows.</p>
      )}
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
