import * as Y from "yjs";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";

import type { RecoveryCopy } from "./recoveryCopies.ts";

/** A file to be saved by the person. */
export interface RecoveryFile {
  readonly name: string;
  readonly content: Blob;
}

/** The plan file of a recovery copy: everything that was on this device, readable and ready to be made a plan of. */
export async function recoveryFile({ planTitle, at, update }: RecoveryCopy): Promise<RecoveryFile> {
  // Needed after an accident only, so it is not in what every page loads.
  const { writePlanFile } = await import("#shared/exchange/planFile.ts");
  const document = planDocument(newYDoc());
  Y.applyUpdate(document.doc, update);
  const file = writePlanFile(readPlan(document).records);
  document.doc.destroy();
  const day = new Date(at).toISOString().slice(0, 16).replace(":", "");
  return {
    name: `${fileName(planTitle)} recovered ${day}.json`,
    content: new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }),
  };
}

/** What every file system takes. */
function fileName(title: string): string {
  return (
    title
      .replaceAll(/[^\p{L}\p{N}._-]+/gu, " ")
      .trim()
      .slice(0, 80) || "plan"
  );
}
