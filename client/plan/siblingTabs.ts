import { parseId } from "#shared/model/id.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";

/** What the windows of one browser tell each other about a plan. Its content goes through the server. */
export type SiblingMessage =
  /** The document kept on this device was dropped; from now on it is kept in another store. */
  | { readonly kind: "moved"; readonly epoch: string; readonly store: string }
  | { readonly kind: "identity"; readonly personId: PersonId };

/** The other windows of this browser in which the same plan is open. */
export class SiblingTabs {
  #channel: BroadcastChannel | undefined;

  constructor(deviceId: string, planId: PlanId, onMessage: (message: SiblingMessage) => void) {
    if (typeof BroadcastChannel === "undefined") return;
    this.#channel = new BroadcastChannel(`waymark-${deviceId}-${planId}`);
    this.#channel.addEventListener("message", (event) => {
      const message = parseSiblingMessage(event.data);
      if (message) onMessage(message);
    });
  }

  tell(message: SiblingMessage): void {
    this.#channel?.postMessage(message);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }
}

/** A window may still run an older version of this code. */
function parseSiblingMessage(value: unknown): SiblingMessage | undefined {
  if (!isPlainObject(value)) return undefined;
  const { kind, epoch, store } = value;
  const personId = parseId<PersonId>(value["personId"]);
  if (kind === "identity" && personId !== undefined) return { kind, personId };
  if (kind === "moved" && typeof epoch === "string" && typeof store === "string") return { kind, epoch, store };
  return undefined;
}
