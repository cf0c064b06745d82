import { parseId } from "#shared/model/id.ts";
import type { MissionId } from "#shared/model/id.ts";

/** Names the grip of a column among all that can be dragged. No card's id has a colon in it. */
const PREFIX = "column:";

export function columnGripId(missionId: MissionId): string {
  return `${PREFIX}${missionId}`;
}

/** The mission whose column is dragged; null if it is a card. */
export function missionOfGrip(id: string | number): MissionId | null {
  const name = String(id);
  return name.startsWith(PREFIX) ? (parseId<MissionId>(name.slice(PREFIX.length)) ?? null) : null;
}
