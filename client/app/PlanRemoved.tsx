import { useConnection } from "../plan/usePlan.ts";
import { Notice } from "../ui/Notice.tsx";
import { connectionWords } from "./connectionWords.ts";
import { PlansLink } from "./PlanMissing.tsx";

/** In place of a plan that somebody had open and is out of: why, and where to go. What was not sent is offered above. */
export function PlanRemoved() {
  const told = useConnection();
  const { sentence } = connectionWords(told);
  const [title, tab] =
    told.closeName === "forbidden"
      ? ["You are not in this plan any more", "Not in this plan"]
      : ["This plan is gone, or you are not in it any more", "Plan gone"];
  return (
    <Notice title={title} actions={<PlansLink />}>
      <title>{`${tab} – Waymark`}</title>
      <p role="alert">{sentence}</p>
      <p>Check-ins that you have begun stay on this device, for when you are back.</p>
    </Notice>
  );
}
