/** SQLite's own numbers, without what it adds to them in the higher bits. */
const IOERR = 10;
const CORRUPT = 11;
const NOTADB = 26;

/** Whether SQLite says that what lies in the file cannot be what was written there. */
export function isCorruption(error: unknown): error is Error {
  return [CORRUPT, NOTADB].includes(codeOf(error));
}

/** Whether SQLite could not read something that should be there: it is no longer what was written, or the disk is broken. */
export function isUnreadable(error: unknown): error is Error {
  return isCorruption(error) || codeOf(error) === IOERR;
}

function codeOf(error: unknown): number {
  const known = error instanceof Error && "errcode" in error && typeof error.errcode === "number";
  return known ? Number(error.errcode) & 0xff : 0;
}
