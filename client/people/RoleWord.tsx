import { Eye, MessageSquareCheck } from "lucide-react";
import { useRef, useState } from "react";

import { useCan, useMembership } from "../plan/usePlan.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import "./people.css";

const WhoToAsk = fetchedPart(async () => (await import("./WhoToAsk.tsx")).WhoToAsk);

/** For whoever may not change all of an open plan: what they may do; pressed, whom to ask for more. */
export function RoleWord() {
  const { role, archivedAt } = useMembership();
  const mayEdit = useCan("editPlan");
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  // An archived plan says so by itself.
  if (mayEdit || archivedAt !== null || role === "owner" || role === "editor") return null;
  const contributes = role === "contributor";
  const Icon = contributes ? MessageSquareCheck : Eye;
  const words = contributes ? "You can check in on your objectives" : "You can view this plan";
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button--quiet role-word"
        aria-haspopup="dialog"
        title={words}
        onClick={() => setOpen(true)}
      >
        <Icon className="icon" aria-hidden="true" />
        <span className="role-word__words">{words}</span>
      </button>
      {open && (
        <Part onMissing={() => setOpen(false)}>
          <WhoToAsk anchor={button} contributes={contributes} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}
