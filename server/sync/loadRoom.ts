import { migratePlan } from "#shared/document/migrations.ts";
import { loadInTurns } from "./loadDocument.ts";
import { readLog } from "./readLog.ts";
import { Room } from "./room.ts";
import type { RoomOptions } from "./room.ts";
import { nextTurn } from "./turns.ts";

/**
 * Loads a plan, in the present layout. Null if there is no such plan.
 *
 * @throws what the storage said, DamagedPlanError among it, or why the plan cannot be worked with
 */
export async function loadRoom(options: RoomOptions): Promise<Room | null> {
  const read = await readLog(options);
  if (!read) return null;
  const document = await loadInTurns(options.planId, read.log);
  await nextTurn();
  const room = new Room(options, read, document);
  try {
    // Without migrations: whether the layout is one that is known.
    const known = migratePlan(document, options.clock(), []);
    if (!known.ok) throw new Error(known.error.message);
    room.keepUp();
    await nextTurn();
    await room.committed();
    return room;
  } catch (error) {
    // Nobody else has the room yet, and its upkeep must not go on writing to a plan that nobody can open.
    room.destroy();
    throw error;
  }
}
