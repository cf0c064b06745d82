import { useCallback } from "react";
import type { RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";

import type { Member } from "#shared/protocol/members.ts";

import { listMembers } from "../api/members.ts";
import { useAnswer } from "../api/useAnswer.ts";
import type { Answer } from "../api/useAnswer.ts";
import { usePlanSession } from "../plan/usePlan.ts";

interface WhoToAskProps {
  readonly anchor: RefObject<Element | null>;
  readonly contributes: boolean;
  readonly onClose: () => void;
}

/** What somebody may do here, and which owners could let them do more. */
export function WhoToAsk({ anchor, contributes, onClose }: WhoToAskProps) {
  const { planId } = usePlanSession();
  const load = useCallback((signal: AbortSignal) => listMembers(planId, signal), [planId]);
  const { answer } = useAnswer(load);
  return (
    <Popover className="popover" triggerRef={anchor} isOpen placement="bottom end" onOpenChange={onClose}>
      <Dialog className="who-to-ask">
        <Heading slot="title" className="who-to-ask__title">
          {contributes ? "You can check in on your objectives" : "You can view this plan"}
        </Heading>
        <p>
          {contributes
            ? "What you own can be checked in on, corrected and taken back. The rest you see as it is made."
            : "You see every change as it is made, and change nothing yourself."}
        </p>
        <p role="status">{whomToAsk(answer)}</p>
      </Dialog>
    </Popover>
  );
}

function whomToAsk(answer: Answer<readonly Member[]>): string {
  const owners = answer.kind === "known" ? answer.value.filter(({ role }) => role === "owner") : [];
  const names = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(owners.map(({ name }) => name));
  const whom =
    names === "" ? "an owner of the plan" : `${names}, who ${owners.length === 1 ? "owns" : "own"} this plan`;
  return `To do more, ask ${whom}.`;
}
