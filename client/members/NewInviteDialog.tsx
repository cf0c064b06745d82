import { aRole } from "../people/aRole.ts";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { ShownLink } from "../ui/ShownLink.tsx";
import type { NewInvite } from "../api/members.ts";
import { untilInWords } from "./inviteWords.ts";

interface NewInviteDialogProps {
  readonly made: NewInvite;
  readonly onClose: () => void;
}

/** The link that was just made, this once: the server keeps nothing that it could be shown from again. */
export function NewInviteDialog({ made: { link, invite }, onClose }: NewInviteDialogProps) {
  const { role, mostUses, expiresAt } = invite;
  const who = mostUses === 1 ? "Whoever opens it first" : `The first ${mostUses} who open it`;
  const become = mostUses === 1 ? `becomes ${aRole(role)}` : `become ${aRole(role)} each`;
  return (
    <ModalDialog title="Your invitation link" closesBeside={false} onClose={onClose}>
      <p>
        {who} {become} of this plan, {untilInWords(expiresAt)}. Send it to them, or let them point a camera at the code.
      </p>
      <ShownLink link={link} label="Invitation link" />
      <p className="field__hint">
        It is shown this once. If it is lost, or has come into wrong hands, revoke it and make another.
      </p>
      <div className="dialog__actions">
        <button type="button" className="button" onClick={onClose}>
          Done
        </button>
      </div>
    </ModalDialog>
  );
}
