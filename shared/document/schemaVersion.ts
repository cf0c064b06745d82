import type { PlanDocument } from "./planDocument.ts";
import { presentWrite } from "./typedMap.ts";

/** The layout a document is in. 0 if nothing says so: a document that was never filled. */
export function schemaVersionOf(document: PlanDocument): number {
  const version = document.roots.plan.get("schemaVersion");
  return typeof version === "number" && Number.isInteger(version) && version >= 0 ? version : 0;
}

/** The write that says which layout it is; undefined if nothing does. Migrations write it, nobody else. */
export function schemaVersionWrite(document: PlanDocument): { client: number; clock: number } | undefined {
  return presentWrite(document.roots.plan, "schemaVersion");
}
