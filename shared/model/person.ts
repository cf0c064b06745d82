import type { RecordShape } from "./field.ts";
import { optional, required } from "./field.ts";
import { parseId } from "./id.ts";
import type { PersonId } from "./id.ts";
import { limits } from "./limits.ts";
import { shortText } from "./plainText.ts";
import { parseStamp, UNKNOWN_STAMP } from "./stamp.ts";
import type { Stamp } from "./stamp.ts";

/** A name that an objective can be owned by. Accounts and roles are not in the plan document. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** The person this one turned out to be; everything of theirs reads as that person's. */
  readonly mergedInto: PersonId | null;
  readonly created: Stamp;
  readonly archived: Stamp | null;
}

export const personShape: RecordShape<Person> = {
  name: required(shortText(limits.nameLength), ""),
  mergedInto: optional(parseId<PersonId>),
  created: required(parseStamp, UNKNOWN_STAMP),
  archived: optional(parseStamp),
};
