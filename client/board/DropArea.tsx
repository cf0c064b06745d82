import { useDroppable } from "@dnd-kit/core";
import type { ReactNode } from "react";

import type { MissionId } from "#shared/model/id.ts";

/** Where dnd-kit finds what to scroll while a card is held over a mission. It renders at each step of a drag, its cards do not. */
export function DropArea({ missionId, children }: { readonly missionId: MissionId; readonly children: ReactNode }) {
  const { setNodeRef } = useDroppable({ id: missionId });
  return (
    <div className="column__drop" ref={setNodeRef}>
      {children}
    </div>
  );
}
