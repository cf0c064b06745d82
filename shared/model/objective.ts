import { parseCalendarDate } from "./calendarDate.ts";
import type { CalendarDate } from "./calendarDate.ts";
import type { RecordShape } from "./field.ts";
import { optional, required, text } from "./field.ts";
import { parseId } from "./id.ts";
import type { ObjectiveId, PersonId } from "./id.ts";
import { limits } from "./limits.ts";
import { compareLinks, parseLink, storeLink } from "./link.ts";
import type { Link } from "./link.ts";
import { parsePlacement, UNPLACED } from "./placement.ts";
import type { Placement } from "./placement.ts";
import { parseStamp, UNKNOWN_STAMP } from "./stamp.ts";
import type { Stamp } from "./stamp.ts";

/** An aim on a card, with one accountable owner. Its status and progress are queries over its check-ins. */
export interface Objective {
  readonly id: ObjectiveId;
  readonly title: string;
  /** Markdown. */
  readonly notes: string;
  readonly placement: Placement;
  readonly ownerId: PersonId | null;
  readonly due: CalendarDate | null;
  readonly links: readonly Link[];
  readonly created: Stamp;
  readonly archived: Stamp | null;
}

export const objectiveShape: RecordShape<Objective> = {
  title: text(limits.titleLength),
  notes: text(limits.notesLength),
  placement: required(parsePlacement, UNPLACED),
  ownerId: optional(parseId<PersonId>),
  due: optional(parseCalendarDate),
  links: {
    kind: "entries",
    parse: parseLink,
    store: storeLink,
    compare: compareLinks,
  },
  created: required(parseStamp, UNKNOWN_STAMP),
  archived: optional(parseStamp),
};
