import type { PersonId } from "#shared/model/id.ts";

import { useMembership, useRoleAllows } from "../plan/usePlan.ts";

/** Why somebody can not check in on what belongs to `ownerId`, and what to do: their role, or that nothing is saved. */
export function WhyNoCheckIn({ ownerId }: { readonly ownerId: PersonId | null }) {
  const { archivedAt } = useMembership();
  const roleAllows = useRoleAllows("recordCheckIn", ownerId);
  if (archivedAt !== null) return <p className="field__hint">This plan is archived: nobody can change it.</p>;
  return (
    <p className="field__hint">
      {roleAllows
        ? "This page can not save just now. Do what the notice at the top says."
        : "Your role in this plan does not allow it here. Ask an owner of the plan."}
    </p>
  );
}
