import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";

import type { DeviceMemory, RememberedPlan } from "./deviceMemory.ts";

/** What this device knows of the document it keeps of one plan: which incarnation it is and in which store it lies. */
export class KeptPlan {
  readonly #memory: DeviceMemory;
  readonly #planId: PlanId;
  #plan: RememberedPlan | null;
  /** Documents that were dropped and are not in safety yet: until then a reload must find the former store. */
  #unsettled = 0;

  constructor(memory: DeviceMemory, planId: PlanId) {
    this.#memory = memory;
    this.#planId = planId;
    this.#plan = memory.plan(planId);
  }

  /** Null until the server has been heard for the first time. */
  get epoch(): string | null {
    return this.#plan?.epoch ?? null;
  }

  /** Which of the stores of this incarnation it is; null as above. */
  get store(): string | null {
    return this.#plan?.store ?? null;
  }

  /** The name of the local store; null as above. */
  get storeName(): string | null {
    if (!this.#plan) return null;
    return ["waymark", this.#memory.deviceId, this.#planId, this.#plan.epoch, this.#plan.store].join("/");
  }

  /** Whether somebody changed something here that has not been reported saved. */
  get unsaved(): boolean {
    return this.#plan?.unsaved === true;
  }

  /**
   * The server has said which incarnation this device is going to keep. Another window may have heard it first: with a
   * store each, only that of the last would be found again.
   */
  begin(epoch: string): void {
    const begun = this.#memory.plan(this.#planId);
    if (begun?.epoch === epoch) this.#plan = begun;
    else this.#start(epoch);
  }

  /** The document was dropped; the next one goes to a store of its own. Call `settle` when the former one is safe. */
  renew(epoch: string): void {
    this.#unsettled += 1;
    this.#start(epoch);
  }

  settle(): void {
    this.#unsettled -= 1;
    if (this.#plan) this.#change(this.#plan);
  }

  /** Another window has dropped its document and keeps the next one in that store. False if that changes nothing here. */
  follow(epoch: string, store: string): boolean {
    if (this.#plan?.epoch !== epoch || this.#plan.store === store) return false;
    this.#plan = { ...this.#plan, store };
    return true;
  }

  /** What was not saved before may have been copied; what comes now was not. */
  setUnsaved(unsaved: boolean): void {
    if (this.#plan && (this.#plan.unsaved !== unsaved || this.#plan.copied)) {
      this.#change({ ...this.#plan, unsaved, copied: false });
    }
  }

  /** Whether there is something unsaved of which no recovery copy lies on the device. */
  get needsCopy(): boolean {
    return this.unsaved && this.#plan?.copied !== true;
  }

  setCopied(): void {
    if (this.#plan?.unsaved === true) this.#change({ ...this.#plan, copied: true });
  }

  #start(epoch: string): void {
    this.#change({ epoch, store: newId(), unsaved: false, copied: false });
  }

  #change(plan: RememberedPlan): void {
    this.#plan = plan;
    if (this.#unsettled === 0) this.#memory.rememberPlan(this.#planId, plan);
  }
}
