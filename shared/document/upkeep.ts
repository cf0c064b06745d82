import { UPKEEP_CLIENT_ID } from "./clientId.ts";
import type { PlanDocument } from "./planDocument.ts";
import { transactPlan } from "./planTransaction.ts";
import type { PlanTransaction, Step } from "./planTransaction.ts";

/**
 * One transaction of the server's own (migration, repair, re-keying), written under UPKEEP_CLIENT_ID: whatever a person
 * writes to the same key at the same time wins. Only where the plan has its one server: two that wrote under this id at
 * once would be one author with two stories.
 */
export function transactUpkeep(
  document: PlanDocument,
  name: string,
  body: (transaction: PlanTransaction) => void,
): readonly Step[] {
  const { doc } = document;
  const own = doc.clientID;
  doc.clientID = UPKEEP_CLIENT_ID;
  try {
    return transactPlan(document, { kind: "upkeep", name }, body);
  } finally {
    doc.clientID = own;
  }
}
