import { DAY_MS, MINUTE_MS } from "#shared/model/duration.ts";
import { newId } from "#shared/model/id.ts";
import type { EntryLinkId, UserId } from "#shared/model/id.ts";
import { JOIN_PATH, writeEntrySecret } from "#shared/protocol/signIn.ts";
import type { EntrySecret } from "#shared/protocol/signIn.ts";
import type { LimitSettings } from "../limits.ts";
import { linkWorks } from "../storage/accessStorage.ts";
import type { AccessChange, AccessStorage, StoredLink } from "../storage/accessStorage.ts";
import { hashOf, isSecret, newSecret } from "./secret.ts";

/** Links for other devices that one person may have open at once. */
const MOST_DEVICE_LINKS = 5;

export interface EntryLinksOptions {
  readonly access: AccessStorage;
  readonly settings: LimitSettings;
  readonly clock: () => number;
  /** Where people reach the server: the beginning of every link. */
  readonly origin: () => string;
}

/** A link that has just been made. Its secret is nowhere but in `address`. */
export interface MadeLink {
  readonly address: string;
  readonly stored: StoredLink;
  /** What makes it work; nothing is stored yet. */
  readonly change: AccessChange;
}

type Invitation = Extract<StoredLink["opens"], { kind: "invite" }>;

/** Makes the links that let people in, and knows them again. */
export class EntryLinks {
  readonly #options: EntryLinksOptions;

  constructor(options: EntryLinksOptions) {
    this.#options = options;
  }

  /** Lets the keeper of the server in: as its first owner, or as that one again. Former ones work no more. */
  async forKeeper(): Promise<string> {
    const { access, settings } = this.#options;
    const { address, change } = this.#make({ kind: "owner" }, settings.limits.ownerLinkMinutes * MINUTE_MS, 1, 1);
    await access.commit([{ kind: "revokeOwnerLinks" }, change]);
    return address;
  }

  forDevice(userId: UserId): MadeLink {
    const ms = this.#options.settings.limits.deviceLinkMinutes * MINUTE_MS;
    return this.#make({ kind: "device", userId }, ms, 1, MOST_DEVICE_LINKS);
  }

  /** @param days how long it works; null for as long as the settings say */
  intoPlan(opens: Invitation, mostUses: number, days: number | null): MadeLink {
    const { limits } = this.#options.settings;
    return this.#make(opens, (days ?? limits.inviteDays) * DAY_MS, mostUses, limits.invitesPerPlan);
  }

  /** The link, if it works and that is its secret. A wrong try is counted, and too many of them lock it. */
  async find({ linkId, secret }: EntrySecret): Promise<StoredLink | null> {
    const { access } = this.#options;
    const link = await access.findLink(linkId);
    if (!link) return null;
    if (!isSecret(secret, link.secretHash)) {
      await access.commit([{ kind: "missLink", linkId }]);
      return null;
    }
    return this.works(link) ? link : null;
  }

  /** Uses a link up once, in one commit with what it is used for; refused with `linkInvalid` if it does not work. */
  use({ linkId }: StoredLink): AccessChange {
    const { settings, clock } = this.#options;
    return { kind: "useLink", linkId, at: clock(), mostWrong: settings.limits.wrongTries };
  }

  works(link: StoredLink): boolean {
    const { settings, clock } = this.#options;
    return linkWorks(link, clock(), settings.limits.wrongTries);
  }

  /** Whether it would work, had nobody tried wrong secrets too often. */
  isLocked(link: StoredLink): boolean {
    return !this.works(link) && this.works({ ...link, wrongTries: 0 });
  }

  #make(opens: StoredLink["opens"], lastsMs: number, mostUses: number, most: number): MadeLink {
    const { settings, clock, origin } = this.#options;
    const secret = newSecret();
    const createdAt = clock();
    const linkId = newId<EntryLinkId>();
    const stored: StoredLink = {
      linkId,
      secretHash: hashOf(secret),
      opens,
      createdAt,
      expiresAt: createdAt + lastsMs * settings.timeScale,
      uses: 0,
      mostUses,
      wrongTries: 0,
      revoked: false,
    };
    const address = `${origin()}${JOIN_PATH}#${writeEntrySecret({ linkId, secret })}`;
    return { address, stored, change: { kind: "putLink", link: stored, most } };
  }
}
