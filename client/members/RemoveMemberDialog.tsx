import type { PlanId } from "#shared/model/id.ts";
import type { Member } from "#shared/protocol/members.ts";

import { removeMember } from "../api/members.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { showToast } from "../view/toastStore.ts";

interface RemoveMemberDialogProps {
  readonly planId: PlanId;
  readonly member: Member;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Before somebody is taken out of a plan. */
export function RemoveMemberDialog({ planId, member: { userId, name }, onDone, onClose }: RemoveMemberDialogProps) {
  return (
    <ConfirmDialog
      title={`Remove ${name} from this plan?`}
      word="Remove"
      look="danger"
      onConfirm={() => removeMember(planId, userId)}
      onDone={() => {
        showToast(`${name} no longer belongs to this plan.`);
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        {name} can no longer see the plan, at once and on every device. Objectives, check-ins and everything else that
        is theirs stays in it.
      </p>
      <p>To let {name} in again, make a new invitation.</p>
    </ConfirmDialog>
  );
}
