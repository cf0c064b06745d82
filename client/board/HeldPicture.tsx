import type { MissionId } from "#shared/model/id.ts";

import { useMission } from "../plan/usePlan.ts";
import { useColumnDrag } from "../view/columnDragStore.ts";
import { useDrag } from "../view/dragStore.ts";
import { CardPicture } from "./CardPicture.tsx";

/** What follows the pointer: a card, a stack of cards, or the name of a column. */
export function HeldPicture() {
  const objectiveId = useDrag((drag) => drag?.objectiveId ?? null);
  const count = useDrag((drag) => drag?.movedIds.length ?? 0);
  const missionId = useColumnDrag((drag) => drag?.missionId ?? null);
  if (missionId) return <ColumnPicture missionId={missionId} />;
  if (!objectiveId) return null;
  if (count < 2) return <CardPicture objectiveId={objectiveId} />;
  return (
    <div className="held-stack">
      <CardPicture objectiveId={objectiveId} />
      <span className="held-stack__count" aria-hidden="true">
        {count}
      </span>
    </div>
  );
}

function ColumnPicture({ missionId }: { readonly missionId: MissionId }) {
  const title = useMission(missionId)?.title;
  return (
    <div className="held-column" aria-hidden="true">
      {title}
    </div>
  );
}
