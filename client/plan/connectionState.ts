/**
 * What the person is told about the connection; one of these is in `data-state` of `data-testid="connection"`.
 *
 * - loading: nothing of the plan is known yet.
 * - saved: all that was changed here is on the server's disk.
 * - saving: something changed here has not been reported saved yet.
 * - offline: no connection; changes are kept on this device, or not (see `keptOnDevice`).
 * - reconnecting: the connection has just been lost and is being made again.
 * - readonly: this person may look, not change; or nobody may, because part of the plan is lost on the server's disk.
 * - refused: a change was refused; a recovery copy is kept and the plan is loaded anew.
 * - unavailable: the server cannot load the plan, or its disk takes nothing just now (see `condition`).
 * - outdated: this page is older than the server; reload.
 * - signedout: sign in again.
 * - notfound: no such plan, or not shared with this person.
 * - removed: this person had the plan open, or on this device, and is not in it any more, or it was deleted.
 */
export const CONNECTION_STATES = [
  "loading",
  "saved",
  "saving",
  "offline",
  "reconnecting",
  "readonly",
  "refused",
  "unavailable",
  "outdated",
  "signedout",
  "notfound",
  "removed",
] as const;

export type ConnectionState = (typeof CONNECTION_STATES)[number];
