import { useState } from "react";

import type { CheckIn } from "#shared/model/checkIn.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";

import { draftFrom, EMPTY_DRAFT, keepCheckInDraft, keptCheckInDraft } from "./checkInDraft.ts";
import type { CheckInDraft } from "./checkInDraft.ts";

interface DraftInUse {
  readonly draft: CheckInDraft;
  /** Whether it was left unfinished earlier. */
  readonly found: boolean;
  readonly change: (patch: Partial<CheckInDraft>) => void;
  /** Forgets it, on the screen and on the device. */
  readonly drop: () => void;
}

/** What is being said about an objective, or in place of a check-in: kept on this device until it is recorded. */
export function useCheckInDraft(
  personId: PersonId,
  objectiveId: ObjectiveId,
  correcting: CheckIn | undefined,
): DraftInUse {
  const about = correcting?.id ?? objectiveId;
  const [kept] = useState(() => keptCheckInDraft(personId, about));
  const [found, setFound] = useState(kept !== null);
  const fresh = correcting ? draftFrom(correcting) : EMPTY_DRAFT;
  const [draft, setDraft] = useState(kept ?? fresh);
  const change = (patch: Partial<CheckInDraft>): void => {
    const next = { ...draft, ...patch };
    setDraft(next);
    keepCheckInDraft(personId, about, next);
  };
  const drop = (): void => {
    setDraft(fresh);
    setFound(false);
    keepCheckInDraft(personId, about, EMPTY_DRAFT);
  };
  return { draft, found, change, drop };
}
