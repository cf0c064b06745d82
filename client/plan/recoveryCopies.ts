import type { PlanId } from "#shared/model/id.ts";

/** A plan as it was on this device when it could not be sent, to look things up in or to make a plan of. */
export interface RecoveryCopy {
  readonly id: string;
  readonly planId: PlanId;
  /** When it was made: milliseconds since 1970. */
  readonly at: number;
  /** refused: the server refused a change. restored: the plan on the server was replaced. forbidden: rights changed. */
  readonly reason: "refused" | "restored" | "forbidden";
  readonly planTitle: string;
  /** The plan file, as text, ready to be downloaded or opened as a new plan. */
  readonly planFile: string;
  /** The whole local document as a Yjs update. */
  readonly update: Uint8Array;
}
