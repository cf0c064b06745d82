import { BellRing, Repeat, X } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";

import { rhythmInWords } from "#shared/commands/summaryWords.ts";
import { freshness, ownersOf } from "#shared/queries/freshness.ts";
import type { Freshness, OwnerCount } from "#shared/queries/freshness.ts";

import { MyUpdatesLink } from "../myUpdates/MyUpdatesLink.tsx";
import { useCan, useIsLoaded, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { longDate } from "../ui/dates.ts";
import { openPopup } from "../view/popupStore.ts";
import { showLate, useSearch } from "../view/searchStore.ts";
import type { LateOnly } from "../view/searchStore.ts";
import { useToday } from "../view/today.ts";
import { isForOther, useEscape } from "../view/useEscape.ts";
import { LateMissions } from "./LateMissions.tsx";
import "./boardHead.css";

/** Over the board: how much of the plan is up to date, mission by mission, what waits for me, and how often is asked. */
export function BoardHead() {
  const loaded = useIsLoaded();
  const { late } = useSearch();
  // What is shown belongs to the board on which it was asked for.
  useEffect(() => () => showLate(null), []);
  return (
    <section
      className={late === null ? "board-head" : "board-head board-head--late"}
      aria-label="How up to date the plan is"
    >
      {loaded && <Head late={late} />}
    </section>
  );
}

function Head({ late }: { readonly late: LateOnly | null }) {
  const session = usePlanSession();
  const today = useToday();
  const fresh = useRecords((records) => freshness(records, today));
  // Names are read when a count changes, and cannot be stale for longer than that.
  const { records } = session.planStore.getState();
  const owners = records && late !== null ? ownersOf(records, fresh.stale) : [];
  // The field says then what is found, and whose.
  const searched = useSearch().text.trim() !== "";
  const some = fresh.of + fresh.unsaid > 0;
  return (
    <>
      {fresh.of > 0 && <Count fresh={fresh} />}
      {(fresh.stale.length > 0 || late !== null) && <LateButton count={fresh.stale.length} late={late} />}
      {fresh.unsaid > 0 && <Unsaid count={fresh.unsaid} />}
      {late === null ? <LateMissions missions={fresh.missions} /> : <Owners late={late} owners={owners} />}
      <MyUpdatesLink />
      {some && <Rhythm />}
      <span className="board-head__printed">Printed on {longDate(today)}</span>
      <span className="visually-hidden" role="status" aria-label="What is shown">
        {late !== null && !searched && sentenceOf(fresh, owners, late)}
      </span>
    </>
  );
}

/** "21 of 27 up to date". */
function Count({ fresh: { upToDate, of } }: { readonly fresh: Freshness }) {
  return (
    <p className="board-head__count">
      <strong>{upToDate}</strong> of <strong>{of}</strong>
      <span className="board-head__words"> up to date</span>
    </p>
  );
}

/** What nobody has said anything about, and need not have yet. It comes and goes, so it stands after what is pressed. */
function Unsaid({ count }: { readonly count: number }) {
  return (
    <span className="board-head__new" title="Nobody has checked in on them yet">
      <strong>{count}</strong> new
    </span>
  );
}

interface LateButtonProps {
  readonly count: number;
  readonly late: LateOnly | null;
}

/** "9 late": pressed, only those are shown; pressed again, or Escape, all are. */
function LateButton({ count, late }: LateButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const on = late !== null;
  const { text } = useSearch();
  const leave = useCallback(() => {
    // The names, one of which may have focus, are about to go.
    if (button.current?.parentElement?.contains(document.activeElement)) button.current.focus();
    showLate(null);
  }, []);
  // A search that narrows it is cleared first.
  useEscape(isForOther, leave, on && text === "");
  return (
    <button
      ref={button}
      type="button"
      className="button board-head__late"
      aria-pressed={on}
      title={on ? "Show all objectives again (Escape)" : "Show only what is late, and whose it is"}
      onClick={() => (on ? leave() : showLate({ of: "everybody" }))}
    >
      <BellRing className="icon" aria-hidden="true" />
      {count} late
      {on && <X className="icon" aria-hidden="true" />}
    </button>
  );
}

interface OwnersProps {
  readonly late: LateOnly;
  readonly owners: readonly OwnerCount[];
}

/** Whose the late ones are, by name; a name pressed shows only that person's, pressed again everybody's. */
function Owners({ late, owners }: OwnersProps) {
  return (
    <div
      className="board-head__owners"
      role="group"
      aria-label="Whose the late ones are"
      onWheel={({ currentTarget, deltaY }) => currentTarget.scrollBy({ left: deltaY })}
    >
      {owners.length === 0 && <span className="board-head__none">Nothing is late now.</span>}
      {owners.map(({ owner, count }) => {
        const ownerId = owner?.id ?? null;
        const chosen = late.of === "owner" && late.ownerId === ownerId;
        return (
          <button
            key={ownerId}
            type="button"
            className="button board-head__owner"
            aria-pressed={chosen}
            onFocus={({ currentTarget }) => bringIn(currentTarget)}
            onClick={() => showLate(chosen ? { of: "everybody" } : { of: "owner", ownerId })}
          >
            {owner?.name ?? "No owner"}
            <span className="board-head__number">
              {count}
              <span className="visually-hidden"> late</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** Browsers leave in the fade what is partly seen. What the mouse presses stays under it. */
function bringIn(name: Element): void {
  if (name.matches(":focus-visible")) name.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** How often everybody is asked; pressed, it can be changed. */
function Rhythm() {
  const editable = useCan("editPlan");
  const cadenceDays = useRecords((records) => records.plan.cadenceDays);
  const rhythm = rhythmInWords(cadenceDays);
  const words = `Check in ${rhythm}`;
  const shown = (
    <>
      <Repeat className="icon" aria-hidden="true" />
      <span>
        <span className="board-head__words">Check in </span>
        <span className="board-head__every">every </span>
        {rhythm.replace(/^every /u, "")}
      </span>
    </>
  );
  if (!editable) {
    return (
      <span className="board-head__rhythm board-head__rhythm--read" title={words}>
        {shown}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="button button--quiet board-head__rhythm"
      aria-haspopup="dialog"
      title={words}
      onClick={({ currentTarget: anchor }) => openPopup({ kind: "rhythm", missionId: null, anchor })}
    >
      {shown}
    </button>
  );
}

function sentenceOf({ stale, of }: Freshness, owners: readonly OwnerCount[], late: LateOnly): string {
  if (stale.length === 0) return "Nothing is late now.";
  if (late.of === "owner") {
    const chosen = owners.find(({ owner }) => (owner?.id ?? null) === late.ownerId);
    // The last of theirs may have been said a moment ago.
    if (!chosen) return "Nothing of theirs is late now.";
    return `Showing what is late ${chosen.owner ? `of ${chosen.owner.name}` : "and has no owner"}: ${chosen.count} of ${of} objectives.`;
  }
  const whose = owners.map(({ owner, count }) => `${owner?.name ?? "no owner"} ${count}`).join(", ");
  return `Showing what is late: ${stale.length} of ${of} objectives; ${whose}.`;
}
