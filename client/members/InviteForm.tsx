import { Link2 } from "lucide-react";
import { useState } from "react";
import type { FormEvent } from "react";

import { days as inDays } from "#shared/commands/summaryWords.ts";
import type { MemberRole } from "#shared/model/actor.ts";
import type { PlanId } from "#shared/model/id.ts";
import { inviteBounds } from "#shared/protocol/members.ts";

import { makeInvite } from "../api/members.ts";
import type { NewInvite } from "../api/members.ts";
import { useRequest } from "../api/useRequest.ts";
import { Choice } from "../ui/Choice.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useNeeded } from "../ui/useNeeded.tsx";
import { RoleChoice } from "./RoleChoice.tsx";

interface InviteFormProps {
  readonly planId: PlanId;
  readonly usualDays: number;
  readonly onMade: (invite: NewInvite) => void;
}

/** In days; what is usual on this server stands among them. */
const DAYS = [1, 7, 30, 90];

/** In which role, how many, and how long: one press makes the link. */
export function InviteForm({ planId, usualDays, onMade }: InviteFormProps) {
  const [role, setRole] = useState<MemberRole>("editor");
  const [uses, setUses] = useState(String(inviteBounds.uses.usual));
  const [days, setDays] = useState(usualDays);
  const { busy, problem, ask } = useRequest();
  const needed = useNeeded(`Write a number of people, from 1 to ${inviteBounds.uses.most}.`);
  const choices = [...new Set([...DAYS, usualDays])].toSorted((a, b) => a - b);

  const make = (event: FormEvent): void => {
    event.preventDefault();
    const asked = { role, mostUses: Number(uses), days: days === usualDays ? null : days };
    void ask(() => makeInvite(planId, asked), onMade);
  };
  return (
    <form className="page__row invite-form" onSubmit={make}>
      <RoleChoice label="Role" chosen={role} onChoose={setRole} />
      <label className="field">
        <span className="field__label">How many people</span>
        <input
          {...needed.input}
          className="input invite-form__uses"
          type="number"
          inputMode="numeric"
          min={1}
          max={inviteBounds.uses.most}
          value={uses}
          onChange={(event) => setUses(event.target.value)}
        />
      </label>
      <Choice
        label="Valid for"
        options={choices.map((count) => ({ key: String(count), name: inDays(count) }))}
        chosen={String(days)}
        onChoose={(key) => setDays(Number(key))}
      />
      <button type="submit" className="button button--primary" aria-disabled={busy}>
        <Link2 className="icon" aria-hidden="true" />
        {busy ? "A moment…" : "Make a link"}
      </button>
      {needed.problem}
      <Problem text={problem} />
    </form>
  );
}
