import { readFileSync, writeFileSync } from "node:fs";

import { createPrivate } from "#server/storage/sqlite/dataFolder.ts";

/** The bytes of a store's two files. */
export interface StoreBytes {
  readonly database: Buffer;
  readonly log: Buffer;
}

/** What may lie on the disk after the power was cut. */
export interface PowerCut extends StoreBytes {
  /** dropped: nothing that was written after the last fsync. kept: all of it. torn: some of it, in no order. */
  readonly kind: "dropped" | "torn" | "kept";
}

/** What a disk writes whole or not at all. */
const SECTOR = 512;
/** Bytes of the log's header. When the log begins anew SQLite waits for its new header before it writes anything else. */
const LOG_HEADER = 32;

export function readStore(databasePath: string): StoreBytes {
  return { database: readFileSync(databasePath), log: readOrNothing(`${databasePath}-wal`) };
}

export function writeStore(databasePath: string, { database, log }: StoreBytes): void {
  writeFileSync(createPrivate(databasePath), database);
  writeFileSync(createPrivate(`${databasePath}-wal`), log);
}

/**
 * What one commit may leave behind if the power is cut in it. `before` and `after` are taken where it began and where it
 * had returned, with all of it on disk. SQLite writes the log and waits for it, and only then, if the log has grown long,
 * the database: so what is torn is some sectors of the one, or all of it and some of the other. A log is emptied only
 * once the database is on disk whole; what lay in it meanwhile is not to be seen any more, so nothing of that is torn.
 */
export function powerCutsBetween(before: StoreBytes, after: StoreBytes, random: () => number): readonly PowerCut[] {
  if (after.log.length === 0 && before.log.length > 0) {
    return [
      { kind: "dropped", ...before },
      { kind: "kept", ...after },
    ];
  }
  const begun = Buffer.concat([after.log.subarray(0, LOG_HEADER), before.log.subarray(LOG_HEADER)]);
  return [
    { kind: "dropped", ...before },
    { kind: "torn", database: before.database, log: torn(begun, after.log, random) },
    { kind: "torn", database: before.database, log: cutOff(begun, after.log, random) },
    { kind: "torn", database: torn(before.database, after.database, random), log: after.log },
    { kind: "kept", ...after },
  ];
}

/** Each sector that was written is there or is not. */
function torn(before: Buffer, after: Buffer, random: () => number): Buffer {
  const share = random();
  const length = random() < 0.5 ? after.length : Math.max(before.length, Math.floor(after.length * random()));
  const file = Buffer.alloc(Math.min(length, Math.max(before.length, after.length)));
  before.copy(file);
  for (let at = 0; at < Math.min(file.length, after.length); at += SECTOR) {
    if (random() < share) after.copy(file, at, at, Math.min(at + SECTOR, file.length));
  }
  return file;
}

/** The sectors that were written came in order, up to one of them. */
function cutOff(before: Buffer, after: Buffer, random: () => number): Buffer {
  const changed = Array.from({ length: Math.ceil(after.length / SECTOR) }, (_, sector) => sector * SECTOR).filter(
    (at) => !before.subarray(at, at + SECTOR).equals(after.subarray(at, at + SECTOR)),
  );
  const end = changed[Math.floor(random() * changed.length)] ?? 0;
  const file = Buffer.alloc(Math.max(before.length, end));
  before.copy(file);
  after.copy(file, 0, 0, end);
  return file;
}

function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
