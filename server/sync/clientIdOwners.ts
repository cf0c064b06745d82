import { mayBeClaimed } from "./updateGate.ts";

/**
 * Whose each clientID of a plan is. It belongs to a user or device, not to a socket: reloads and other tabs send again
 * what was written under older ids.
 */
export class ClientIdOwners {
  readonly #owners: Map<number, string>;
  readonly #onClaim: (clientId: number, userId: string) => void;

  constructor(claims: ReadonlyMap<number, string>, onClaim: (clientId: number, userId: string) => void) {
    this.#owners = new Map(claims);
    this.#onClaim = onClaim;
  }

  readonly ownerOf = (clientId: number): string | undefined => this.#owners.get(clientId);

  /** Makes the id the user's if it is nobody's. False if it is another's, or one that nobody may have. */
  claim(clientId: number, userId: string): boolean {
    const owner = this.#owners.get(clientId);
    if (owner !== undefined) return owner === userId;
    if (!mayBeClaimed(clientId)) return false;
    this.#owners.set(clientId, userId);
    this.#onClaim(clientId, userId);
    return true;
  }
}
