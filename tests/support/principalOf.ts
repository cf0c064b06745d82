import type { Principal } from "#server/sync/principal.ts";
import { newId } from "#shared/model/id.ts";
import type { DeviceId } from "#shared/model/id.ts";

/** Somebody behind a connection, for tests that have no door: an editor whose session never ends. */
export function principalOf(userId: string, given: Partial<Principal> = {}): Principal {
  const session = { deviceId: newId<DeviceId>(), sessionHash: "", endsAt: Infinity };
  const role = given.role ?? "editor";
  return { userId, role, given: role, archivedAt: null, personId: null, name: "", ...session, ...given };
}
