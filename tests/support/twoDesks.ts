import { addPerson } from "#shared/commands/people.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { Desk, smallPlan } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";

/** Ada's desk from smallPlan, and Grace's on the same plan. What one does the other has once `share` is called. */
export function twoDesks() {
  const plan = smallPlan();
  const grace = new Desk(planDocument(newYDoc()));
  const share = (): void => exchange(plan.desk.document.doc, grace.document.doc);
  share();
  grace.actor = { role: "editor", personId: grace.do(addPerson, { name: "Grace" }) };
  share();
  return { ...plan, ada: plan.desk, grace, share, objectiveId: plan.cards[0] };
}
