import type { PlanId } from "#shared/model/id.ts";
import type { Action } from "#shared/permissions/can.ts";
import type { Principal } from "./principal.ts";

/** Something that somebody did in a plan, or was refused; not what it says. */
export interface Doing {
  readonly planId: PlanId;
  readonly principal: Principal;
  readonly action: Action;
  readonly way: "sync" | "command";
  readonly done: boolean;
}
