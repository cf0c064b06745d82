/** The layout of a plan document that this code reads and writes. Each version but 0 has its migration. */
export const SCHEMA_VERSION = 1;
