import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

import type { MissionId } from "#shared/model/id.ts";

import { useMission } from "../plan/usePlan.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { shownColumn, showColumn } from "./columnPages.ts";
import "./missionTabs.css";

interface MissionTabsProps {
  /** The board's element, which is scrolled. */
  readonly board: () => Element | null;
  readonly missionIds: readonly MissionId[];
  /** 0–7 for each mission: which of the mission colours it has. */
  readonly accents: readonly number[];
  /** Undefined while there is no tray. */
  readonly onOpenTray: (() => void) | undefined;
}

/** On a phone, which shows one column at a time: which one that is, and the way to each other one. */
export function MissionTabs({ board, missionIds, accents, onOpenTray }: MissionTabsProps) {
  const tabs = useRef<HTMLElement>(null);
  // Where there are more tabs than room that of the mission that comes into view does so, too.
  const bringIn = useCallback((at: number) => {
    tabs.current?.children[at]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);
  const shown = useShownColumn(board, bringIn);
  const show = (at: number): void => {
    const element = board();
    if (element) showColumn(element, at);
  };
  return (
    <nav ref={tabs} className="mission-tabs" aria-label="Missions">
      {missionIds.map((missionId, at) => (
        <MissionTab
          key={missionId}
          missionId={missionId}
          accent={accents[at] ?? 0}
          current={at === shown}
          onShow={() => show(at)}
        />
      ))}
      {onOpenTray && (
        <Tab
          name="Tray"
          current={shown === missionIds.length}
          accent={null}
          onShow={() => {
            flushSync(onOpenTray);
            show(missionIds.length);
          }}
        />
      )}
    </nav>
  );
}

interface MissionTabProps {
  readonly missionId: MissionId;
  readonly accent: number;
  readonly current: boolean;
  readonly onShow: () => void;
}

function MissionTab({ missionId, ...tab }: MissionTabProps) {
  const mission = useMission(missionId);
  return <Tab name={shownTitle("mission", mission?.title)} {...tab} />;
}

interface TabProps extends Pick<MissionTabProps, "current" | "onShow"> {
  readonly name: string;
  readonly accent: number | null;
}

function Tab({ name, accent, current, onShow }: TabProps) {
  return (
    <button
      type="button"
      className={`mission-tabs__tab${accent === null ? "" : ` column--accent-${accent}`}`}
      aria-label={name}
      aria-current={current}
      onClick={onShow}
    >
      <span className="mission-tabs__bar" />
    </button>
  );
}

/** Which column lies nearest to the board's start, counted from 0. */
function useShownColumn(board: () => Element | null, onShown: (at: number) => void): number {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    const element = board();
    if (!element) return undefined;
    let frame = 0;
    let last = 0;
    const look = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const at = shownColumn(element);
        if (at !== last) onShown(at);
        last = at;
        setShown(at);
      });
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("scroll", look);
    };
  }, [board, onShown]);
  return shown;
}
