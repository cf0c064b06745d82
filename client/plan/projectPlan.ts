// Stop 10 of the way of one drag: each transaction of the document gives the screens one new version of the records.
import type { Transaction } from "yjs";

import type { PlanDocument } from "#shared/document/planDocument.ts";
import { PlanProjection } from "#shared/document/planProjection.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

/**
 * Publishes what the document holds now, then every version of it, once per transaction that changed a record.
 *
 * @param shown what a screen shows of it already, if it does
 * @param publish the transaction is null the first time
 */
export function projectPlan(
  document: PlanDocument,
  shown: PlanRecords | null,
  publish: (records: PlanRecords, transaction: Transaction | null) => void,
): PlanProjection {
  const projection = new PlanProjection(document, shown);
  projection.subscribe(publish);
  publish(projection.records, null);
  return projection;
}
