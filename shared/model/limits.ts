/** What a plan may hold. Lengths are in UTF-16 code units, as `string.length` counts. */
export const limits = {
  titleLength: 300,
  statementLength: 2_000,
  notesLength: 20_000,
  noteLength: 500,
  nameLength: 120,
  unitLength: 40,
  urlLength: 2_000,
  linksPerObjective: 20,
  keyResultsPerObjective: 5,
  /** Of a key result that was measured in more ways before, the oldest are forgotten. */
  formerMeasures: 50,
  missions: 50,
  objectives: 5_000,
  people: 500,
  /** Days between two check-ins. */
  cadenceDays: { least: 1, most: 365, usual: 14 },
  /**
   * Check-ins that one follows, and key results whose values it states, as they are read. Only people who write at the
   * same time make more than one, and more than five.
   */
  checkIn: { follows: 100, values: 100 },
  /** Order keys: the server shortens those of a mission in which one is longer than `rekeyAbove`. */
  sortKey: { rekeyAbove: 100, most: 4_000 },
  idLength: 64,
  /** Nesting of Yjs types and JSON in a plan document, counted from a root map. */
  depth: 8,
  /** Bytes one transaction of a command may take before the command goes on in the next. */
  transactionBytes: 128 * 1024,
} as const;
