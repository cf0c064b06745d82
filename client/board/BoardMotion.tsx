import { useLayoutEffect, useRef } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { usePlanSession, useRecords } from "../plan/usePlan.ts";
import { currentDrag } from "../view/dragStore.ts";
import { keepInPlace, noteInPlace } from "./columnAnchors.ts";
import type { Anchor } from "./columnAnchors.ts";
import { glide, notePlaces } from "./glide.ts";
import type { Places } from "./glide.ts";
import { movedCards } from "./movedCards.ts";
import { showDropped } from "./showDropped.ts";
import { usePointerOn } from "./usePointerOn.ts";
import type { PointerOn } from "./usePointerOn.ts";

interface Before {
  readonly anchors: readonly Anchor[];
  readonly places: Places | null;
  /** Where something is pointed at that must stay where it is. */
  readonly pointer: PointerOn | null;
  /** The cards that were let go of here, with a mouse or a finger. */
  readonly dropped: readonly ObjectiveId[];
}

/**
 * When the plan changes while somebody looks at it: what lies under their pointer stays there, and cards glide to where
 * they are now. Everything is measured in the moment before the page is drawn anew, and moved in the moment after.
 */
export function BoardMotion({ board }: { readonly board: () => Element | null }) {
  const session = usePlanSession();
  // Draws nothing, but again with each version of the plan, so that its effect comes after all else was drawn.
  useRecords((records) => records);
  const before = useRef<Before | null>(null);
  const pointer = usePointerOn(board);

  useLayoutEffect(
    () =>
      session.planStore.subscribe(({ records, recordsFrom }, { records: former }) => {
        const element = board();
        if (!element || !records || !former || records === former || before.current) return;
        const moved = movedCards(former, records);
        const dropped = recordsFrom === "here" && currentDrag()?.by === "pointer";
        const places = moved.length > 0 && !dropped ? notePlaces(element, moved) : null;
        // Whoever drops or takes back a card means what lies around it to close up; only others' changes surprise a hand.
        const pointedAt = recordsFrom === "here" ? null : pointer();
        const anchors = noteInPlace(element, pointedAt, new Set(moved));
        before.current = { anchors, places, pointer: pointedAt, dropped: dropped ? moved : [] };
      }),
    [session, board, pointer],
  );

  useLayoutEffect(() => {
    const taken = before.current;
    const element = board();
    before.current = null;
    if (!taken || !element) return;
    keepInPlace(taken.anchors);
    if (taken.places) glide(element, taken.places, taken.pointer);
    showDropped(element, taken.dropped);
  });
  return null;
}
