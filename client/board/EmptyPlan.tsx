import { useCan } from "../plan/usePlan.ts";
import { Notice } from "../ui/Notice.tsx";
import { AddMission } from "./AddMission.tsx";

/** A plan without missions. */
export function EmptyPlan() {
  const allowed = useCan("editMissions");
  return (
    <Notice title="This plan has no missions yet" actions={allowed && <AddMission look="first" />}>
      <p>
        A mission says why a group of objectives exists, like “Services people prefer”. Each becomes a column of this
        board, and its objectives are the cards in it.
      </p>
      {!allowed && <p>As soon as somebody adds one, it shows here.</p>}
    </Notice>
  );
}
