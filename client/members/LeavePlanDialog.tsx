import type { PlanId } from "#shared/model/id.ts";
import type { Member } from "#shared/protocol/members.ts";

import { removeMember } from "../api/members.ts";
import { useRecords } from "../plan/usePlan.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { navigate, PLANS_PATH } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { showToast } from "../view/toastStore.ts";
import { lastOwnerReason } from "./lastOwner.ts";

interface LeavePlanDialogProps {
  readonly planId: PlanId;
  /** Oneself. */
  readonly member: Member;
  readonly members: readonly Member[];
  readonly onClose: () => void;
}

/** Before one takes oneself out of a plan. */
export function LeavePlanDialog({ planId, member, members, onClose }: LeavePlanDialogProps) {
  const title = useRecords((records) => records.plan.title.trim());
  const name = `“${shownTitle("plan", title)}”`;
  return (
    <ConfirmDialog
      title={`Leave ${name}?`}
      word="Leave"
      look="danger"
      reason={lastOwnerReason(member, members)}
      onConfirm={() => removeMember(planId, member.userId)}
      onDone={() => {
        navigate(PLANS_PATH);
        showToast(`You have left ${name}.`);
      }}
      onClose={onClose}
    >
      <p>You can no longer see it, on any of your devices. What you wrote stays in it.</p>
      <p>To come back you need a new invitation from one of its owners.</p>
    </ConfirmDialog>
  );
}
