import { encodeSyncStep2 } from "#server/sync/frames.ts";
import { dialects } from "../dialects.ts";
import type { DialectName } from "../dialects.ts";
import { Guest } from "../guest.ts";

/** Makes a room that holds what `seed` says, and gives its name. Somebody stays in it until `end` is called. */
export async function seededRoom(
  port: number,
  dialect: DialectName,
  seed: Uint8Array,
): Promise<{ readonly room: string; readonly end: () => void }> {
  const room = await dialects[dialect].createRoom(port);
  const seeder = new Guest({ port, dialect, room });
  await seeder.ready;
  seeder.sendChange(seeder.prepare(encodeSyncStep2(seed)));
  await seeder.receiptsCome();
  return { room, end: () => seeder.end() };
}
