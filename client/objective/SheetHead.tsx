import { useEffect, useRef, useState } from "react";

import type { Mission } from "#shared/model/mission.ts";
import type { Objective } from "#shared/model/objective.ts";

import { useMission } from "../plan/usePlan.ts";
import { shownTitle } from "../view/shownTitle.ts";

/**
 * Which objective it is, on one line beside the button that closes the sheet: once the title itself has been scrolled
 * away. It takes no room, so that nothing moves when it comes, and is not read out: the sheet has that name already.
 */
export function SheetHead({ objective: { title, placement } }: { readonly objective: Objective }) {
  const mission = useMission(placement.missionId);
  const head = useRef<HTMLParagraphElement>(null);
  const [isTitleAway, setIsTitleAway] = useState(false);
  useEffect(() => {
    const sheet = head.current?.closest(".sheet");
    const header = sheet?.querySelector(".sheet__header");
    if (!sheet || !header) return undefined;
    const observer = new IntersectionObserver((entries) => setIsTitleAway(entries.at(-1)?.isIntersecting === false), {
      root: sheet,
      rootMargin: `-${head.current?.offsetHeight ?? 0}px 0px 0px`,
    });
    observer.observe(header);
    return () => observer.disconnect();
  }, []);
  return (
    <p ref={head} className={isTitleAway ? "sheet__head sheet__head--shown" : "sheet__head"} aria-hidden="true">
      <span className="sheet__head-mission">{nameOfMission(mission)}</span>
      <span className="sheet__head-title">{shownTitle("objective", title)}</span>
    </p>
  );
}

/** Where an objective lies, as its sheet says it. */
export function nameOfMission(mission: Mission | undefined): string {
  return mission && mission.archived === null ? mission.title : "In the tray";
}
