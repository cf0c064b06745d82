import { useEffect, useRef } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useObjective } from "../plan/usePlan.ts";
import { useDrag } from "../view/dragStore.ts";
import { shownTitle } from "../view/shownTitle.ts";

interface LandingCardProps {
  readonly at: "before" | "end";
}

/** What the keyboard holds, by its title, on the line where it would land; the line is kept in view. */
export function LandingCard({ at }: LandingCardProps) {
  const objectiveId = useDrag((drag) => (drag?.by === "keys" ? drag.objectiveId : null));
  return objectiveId && <Landing objectiveId={objectiveId} at={at} />;
}

function Landing({ objectiveId, at }: LandingCardProps & { readonly objectiveId: ObjectiveId }) {
  const line = useRef<HTMLDivElement>(null);
  const count = useDrag((drag) => drag?.movedIds.length ?? 0);
  const title = shownTitle("objective", useObjective(objectiveId)?.title);
  useEffect(() => {
    line.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);
  return (
    // It is spoken with each step.
    <div ref={line} className={`landing landing--${at}`} aria-hidden="true">
      <span className="landing__title">{count > 1 ? `${count} cards` : title}</span>
    </div>
  );
}
