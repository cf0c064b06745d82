import { useConnection } from "../plan/usePlan.ts";
import { Notice } from "../ui/Notice.tsx";
import { connectionWords } from "./connectionWords.ts";
import { PlansLink } from "./PlanMissing.tsx";

/** In place of a plan that somebody had open and is out of: why, and where to go. What was not sent is offered above. */
export function PlanRemoved() {
  const { sentence } = connectionWords(useConnection());
  return (
    <Notice title="You are not in this plan any more" actions={<PlansLink />}>
      <title>Not in this plan – Waymark</title>
      <p role="alert">{sentence}</p>
      <p>Check-ins that you have begun stay on this device, for when you are back.</p>
    </Notice>
  );
}
