import { mayBeClaimed } from "./updateGate.ts";

/**
 * Whose each clientID of a plan is. It belongs to a person over all their devices, not to a socket: reloads and other tabs
 * send again what was written under older ids.
 */
export class ClientIdOwners {
  readonly #owners: Map<number, string>;
  readonly #mostPerUser: number;
  readonly #onClaim: (clientId: number, userId: string) => void;
  /** How many each user has claimed since this was made. */
  readonly #claimed = new Map<string, number>();

  /** @param mostPerUser more than that a user cannot claim, beside those they have */
  constructor(
    claims: ReadonlyMap<number, string>,
    mostPerUser: number,
    onClaim: (clientId: number, userId: string) => void,
  ) {
    this.#owners = new Map(claims);
    this.#mostPerUser = mostPerUser;
    this.#onClaim = onClaim;
  }

  readonly ownerOf = (clientId: number): string | undefined => this.#owners.get(clientId);

  /** All that was one user's is another's. */
  pass(from: string, to: string): void {
    for (const [clientId, owner] of this.#owners) if (owner === from) this.#owners.set(clientId, to);
  }

  /** The ids that somebody has claimed and under which nothing was written. */
  unused(isWritten: (clientId: number) => boolean): readonly number[] {
    return [...this.#owners.keys()].filter((clientId) => !isWritten(clientId));
  }

  /** Whether the user may claim so many more. */
  mayClaim(userId: string, more: number): boolean {
    return (this.#claimed.get(userId) ?? 0) + more <= this.#mostPerUser;
  }

  /** Makes the id the user's if it is nobody's. False if it is another's, one that nobody may have, or one too many. */
  claim(clientId: number, userId: string): boolean {
    const owner = this.#owners.get(clientId);
    if (owner !== undefined) return owner === userId;
    if (!mayBeClaimed(clientId) || !this.mayClaim(userId, 1)) return false;
    this.#claimed.set(userId, (this.#claimed.get(userId) ?? 0) + 1);
    this.#owners.set(clientId, userId);
    this.#onClaim(clientId, userId);
    return true;
  }
}
