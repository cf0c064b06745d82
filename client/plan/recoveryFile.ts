import * as Y from "yjs";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";

import { planFileDownload } from "./planFileDownload.ts";
import type { Download } from "./planFileDownload.ts";
import type { RecoveryCopy } from "./recoveryCopies.ts";

/** The plan file of a recovery copy: everything that was on this device, readable and ready to be made a plan of. */
export async function recoveryFile({ planTitle, at, update }: RecoveryCopy): Promise<Download> {
  // Needed after an accident only, so it is not in what every page loads.
  const { writePlanFile } = await import("#shared/exchange/planFile.ts");
  const document = planDocument(newYDoc());
  Y.applyUpdate(document.doc, update);
  const file = writePlanFile(readPlan(document).records);
  document.doc.destroy();
  return planFileDownload(file, `${planTitle} recovered`, at);
}
