import type { MemberRole } from "#shared/model/actor.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

import { aRole } from "../people/aRole.ts";
import { ROLE_WORDS } from "../people/roleWords.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";

interface GiveUpDialogProps {
  readonly role: MemberRole;
  /** Why they cannot: they are the last owner. */
  readonly reason: string | null;
  readonly onConfirm: () => Promise<Result<unknown, ApiError>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Before an owner makes themselves less: they cannot take that back. */
export function GiveUpDialog({ role, ...dialog }: GiveUpDialogProps) {
  return (
    <ConfirmDialog title={`Become ${aRole(role)}?`} word={`Become ${aRole(role)}`} look="danger" {...dialog}>
      <p>You can then {ROLE_WORDS[role].may}. Only another owner can make you an owner again.</p>
    </ConfirmDialog>
  );
}
