import { Inbox } from "lucide-react";

import { archivedObjectives } from "#shared/queries/board.ts";

import { useRecords } from "../plan/usePlan.ts";

/** The tray while it holds no cards: what was archived, in words, until somebody opens it. It takes room that is there. */
export function TrayStrip({ onOpen }: { readonly onOpen: () => void }) {
  const missions = useRecords((records) => [...records.missions.values()].filter(({ archived }) => archived).length);
  const objectives = useRecords((records) => archivedObjectives(records).length);
  const words = [counted(missions, "mission"), counted(objectives, "objective")].filter(Boolean).join(", ");
  return (
    <section className="tray-strip" aria-label="Tray" data-testid="tray">
      <button
        type="button"
        className="button button--quiet tray-strip__button"
        aria-label={`Tray · ${words}`}
        title={words}
        onClick={onOpen}
      >
        <Inbox className="icon" aria-hidden="true" />
        <span>Tray</span>
        <span className="tray-strip__words">{words}</span>
        <span className="tray-strip__count">{missions + objectives}</span>
      </button>
    </section>
  );
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return `${count} archived ${count === 1 ? noun : `${noun}s`}`;
}
