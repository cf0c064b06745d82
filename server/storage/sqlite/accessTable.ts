import type { DatabaseSync, SQLOutputValue } from "node:sqlite";

import { isPlainObject } from "#shared/model/json.ts";
import { DamagedPlanError } from "../planStorage.ts";
import { parseAccess } from "./accessRows.ts";
import type { AccessKind, AccessRecords } from "./accessRows.ts";
import { checksum } from "./checksum.ts";

/** Where a record lies and by what it is found: its own id, whose it is, and a number that orders those of one owner. */
interface Place {
  readonly id: string;
  readonly owner: string;
  /** A second owner: of a member, the user. */
  readonly other?: string;
  readonly rank: number;
}

type Row = Readonly<Record<string, SQLOutputValue>>;

/**
 * The table `access`: small records as JSON, each with a checksum, found by id or owner. One that is not what was written
 * is an error to whoever asks for it. Among others it is left out, so that these go on; `check` finds it.
 */
export class AccessTable {
  readonly #database: DatabaseSync;
  readonly #statements;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const all = "SELECT * FROM access WHERE kind = ?";
    this.#statements = {
      byId: database.prepare(`${all} AND id = ?`),
      byOwner: database.prepare(`${all} AND owner = ? AND rank < ? ORDER BY rank DESC, id LIMIT ?`),
      byOther: database.prepare(`${all} AND other = ? ORDER BY rank DESC, id`),
      ofKind: database.prepare(`${all} ORDER BY rank, id LIMIT ?`),
      lastRank: database.prepare("SELECT max(rank) AS rank FROM access WHERE kind = ? AND owner = ?"),
      owners: database.prepare("SELECT DISTINCT owner FROM access WHERE kind = ?"),
    };
  }

  /** @throws DamagedPlanError if it is not what was written */
  find<Kind extends AccessKind>(kind: Kind, id: string): AccessRecords[Kind] | null {
    const row = this.#statements.byId.get(kind, id);
    return row ? mustRead(kind, row) : null;
  }

  findWhole<Kind extends AccessKind>(kind: Kind, id: string): AccessRecords[Kind] | null {
    const row = this.#statements.byId.get(kind, id);
    return (row && readRow(kind, row)) ?? null;
  }

  /** The highest rank first. */
  ofOwner<Kind extends AccessKind>(
    kind: Kind,
    owner: string,
    below: number = Number.MAX_SAFE_INTEGER,
    most = -1,
  ): readonly AccessRecords[Kind][] {
    return wholeOf(kind, this.#statements.byOwner.all(kind, owner, below, most));
  }

  ofOther<Kind extends AccessKind>(kind: Kind, other: string): readonly AccessRecords[Kind][] {
    return wholeOf(kind, this.#statements.byOther.all(kind, other));
  }

  /** The lowest rank first. */
  ofKind<Kind extends AccessKind>(kind: Kind): readonly AccessRecords[Kind][] {
    return wholeOf(kind, this.#statements.ofKind.all(kind, -1));
  }

  /**
   * The one with the lowest rank of all.
   *
   * @throws DamagedPlanError if that is not what was written: none takes its place
   */
  first<Kind extends AccessKind>(kind: Kind): AccessRecords[Kind] | null {
    const [row] = this.#statements.ofKind.all(kind, 1);
    return row ? mustRead(kind, row) : null;
  }

  /** The highest rank that something of an owner's has; 0 if there is nothing. */
  lastRank(kind: AccessKind, owner: string): number {
    return Number(this.#statements.lastRank.get(kind, owner)?.["rank"] ?? 0);
  }

  /** Everybody of whom there is something, whole or not. */
  owners(kind: AccessKind): readonly string[] {
    return this.#statements.owners.all(kind).map(({ owner }) => String(owner));
  }

  put<Kind extends AccessKind>(kind: Kind, { id, owner, other = "", rank }: Place, record: AccessRecords[Kind]): void {
    const content = JSON.stringify(record);
    this.#database
      .prepare("INSERT OR REPLACE INTO access VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(kind, id, owner, other, rank, content, checksum([kind, id, owner, other, rank], content));
  }

  remove(kind: AccessKind, id: string): void {
    this.#database.prepare("DELETE FROM access WHERE kind = ? AND id = ?").run(kind, id);
  }

  removeOfOwner(kind: AccessKind, owner: string): void {
    this.#database.prepare("DELETE FROM access WHERE kind = ? AND owner = ?").run(kind, owner);
  }

  removeWhere(kind: AccessKind, field: string, below: number): void {
    this.#database
      // What is no JSON any more would be an error, and an error here is taken for the disk's.
      .prepare(
        "DELETE FROM access WHERE kind = ? AND CASE WHEN json_valid(content) THEN json_extract(content, ?) END < ?",
      )
      .run(kind, `$.${field}`, below);
  }

  /** What is not as it was written, in a sentence each. */
  check(): readonly string[] {
    const wrong: string[] = [];
    for (const row of this.#database.prepare("SELECT * FROM access").iterate()) {
      if (!isWhole(row)) wrong.push(`an entry about who may come in was changed (${String(row["kind"])})`);
    }
    return wrong;
  }
}

function readRow<Kind extends AccessKind>(kind: Kind, row: Row): AccessRecords[Kind] | undefined {
  const fields: unknown = isWhole(row) ? JSON.parse(String(row["content"])) : undefined;
  return isPlainObject(fields) ? parseAccess[kind](fields) : undefined;
}

function wholeOf<Kind extends AccessKind>(kind: Kind, rows: readonly Row[]): readonly AccessRecords[Kind][] {
  return rows.flatMap((row) => readRow(kind, row) ?? []);
}

function mustRead<Kind extends AccessKind>(kind: Kind, row: Row): AccessRecords[Kind] {
  const record = readRow(kind, row);
  if (record === undefined) throw new DamagedPlanError(`An entry about who may come in is damaged on disk (${kind}).`);
  return record;
}

function isWhole({ kind, id, owner, other, rank, content, checksum: sum }: Row): boolean {
  const key = [kind, id, owner, other, rank].map((value) => (typeof value === "number" ? value : String(value)));
  return checksum(key, String(content)) === sum;
}
