import { useRef } from "react";
import type { KeyboardEvent } from "react";

import type { MissionId } from "#shared/model/id.ts";

import { currentColumnDrag } from "../view/columnDragStore.ts";
import { openPopup } from "../view/popupStore.ts";
import { columnGripId } from "./columnGripId.ts";
import { HOW_TO_MOVE, useGrip } from "./PressedGrip.tsx";
import { useColumnKeys } from "./useColumnDrag.ts";

/** What a column is moved by: dragged, or lifted with Space and moved with arrow keys; pressed, it opens the menu. */
export function ColumnGrip({ missionId, titleId }: { readonly missionId: MissionId; readonly titleId: string }) {
  const grip = useGrip(columnGripId(missionId));
  const press = useColumnKeys(missionId);
  const lifted = useRef(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.repeat && event.key === " ")) return;
    lifted.current = press(event.key);
    if (!lifted.current) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      className="button button--quiet button--icon column__grip drawn-icon"
      aria-label="Move mission"
      aria-haspopup="menu"
      aria-describedby={`${titleId} ${HOW_TO_MOVE}`}
      {...grip}
      onKeyDown={onKeyDown}
      // Some browsers press a button when Space is let go: that Space has lifted or dropped the column already.
      onKeyUp={(event) => {
        if (event.key === " " && lifted.current) event.preventDefault();
      }}
      onBlur={() => {
        if (currentColumnDrag()?.by === "keys") press("Escape");
      }}
      onClick={(event) => openPopup({ kind: "mission", missionId, anchor: event.currentTarget })}
    />
  );
}
