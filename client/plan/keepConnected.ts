import { isFinal } from "./connectionMachine.ts";
import { followNetwork } from "./followNetwork.ts";
import { followWaking } from "./followWaking.ts";
import type { PlanLink } from "./planLink.ts";
import type { PlanStores } from "./planStores.ts";

/**
 * Connects at once instead of when it is due, where that is worth trying: the device's network went or came, or the page
 * is shown again.
 *
 * @param link of the replica in use
 * @returns ends it
 */
export function keepConnected(stores: PlanStores, link: () => PlanLink): () => void {
  const onNetwork = (online: boolean): void => {
    stores.tell({ type: online ? "networkBack" : "networkLost" });
    // The device may be wrong about its network, as on a train or beside a server of its own: a new connection tells.
    const { link: present, closed } = stores.connection;
    if (!isFinal(closed) && (!online || present === "away")) link().reconnect();
  };
  const onWaking = (): void => {
    const { link: present, closed } = stores.connection;
    // They may have signed in again in another window.
    const isOver = isFinal(closed) && closed !== "signedOut";
    if (!isOver && (present === "away" || link().isSilent)) link().reconnect();
  };
  const stops = [followNetwork(onNetwork), followWaking(onWaking)];
  return () => {
    for (const stop of stops) stop();
  };
}
