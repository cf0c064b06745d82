import fc from "fast-check";

import type { PlanContent } from "#shared/document/writePlan.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import type { RecordedCheckIn, Withdrawal } from "#shared/model/checkIn.ts";
import type { AnyId, CheckInId, KeyResultId, LinkId, MissionId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { MEASURE_KINDS } from "#shared/model/keyResult.ts";
import type { KeyResult, Measure } from "#shared/model/keyResult.ts";
import { limits } from "#shared/model/limits.ts";
import { parseLink } from "#shared/model/link.ts";
import type { Link } from "#shared/model/link.ts";
import type { Mission } from "#shared/model/mission.ts";
import type { Objective } from "#shared/model/objective.ts";
import type { Person } from "#shared/model/person.ts";
import type { Stamp } from "#shared/model/stamp.ts";
import { STATUSES } from "#shared/model/status.ts";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function id<T extends AnyId>(): fc.Arbitrary<T> {
  // Few different ones, so that records name each other, and ids in one root clash with those in another.
  return fc.integer({ min: 0, max: 30 }).map((n) => `id-${n}` as T);
}

/** Objects as JSON makes them: Yjs takes no others. */
function record<T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
  return fc.record(fields, { noNullPrototype: true });
}

function text(most: number): fc.Arbitrary<string> {
  return fc.string({ unit: "binary", maxLength: Math.min(most, 40) }).filter((value) => value.length <= most);
}

const instant = fc.integer({ min: -8.64e15, max: 8.64e15 });
const stamp: fc.Arbitrary<Stamp> = record({ by: fc.option(id<PersonId>()), at: instant });
const archived = fc.option(stamp);
const sortKey = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 8 }).map((key) => `${key}V`);
const cadence = fc.integer({ min: limits.cadenceDays.least, max: limits.cadenceDays.most });
// Zero has one sign in JSON.
const number = fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((value) => value + 0);
const due = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => parseCalendarDate(date.toISOString().slice(0, 10)) ?? null);

const mission: fc.Arbitrary<Mission> = record({
  id: id<MissionId>(),
  title: text(limits.titleLength),
  statement: text(limits.statementLength),
  placement: record({ sortKey, by: fc.option(id<PersonId>()), at: instant }),
  cadenceDays: fc.option(cadence),
  created: stamp,
  archived,
});

const link: fc.Arbitrary<Link> = record({
  id: id<LinkId>(),
  url: fc.webUrl(),
  title: text(limits.titleLength),
  at: instant,
})
  .map((given) => parseLink(given.id, given))
  .filter((parsed) => parsed !== undefined);

const objective: fc.Arbitrary<Objective> = record({
  id: id<ObjectiveId>(),
  title: text(limits.titleLength),
  notes: text(limits.notesLength),
  placement: record({ missionId: id<MissionId>(), sortKey, by: fc.option(id<PersonId>()), at: instant }),
  ownerId: fc.option(id<PersonId>()),
  due: fc.option(due),
  links: fc
    .uniqueArray(link, { maxLength: 4, selector: ({ id: linkId }) => linkId })
    .map((links) => links.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))),
  created: stamp,
  archived,
});

const measure: fc.Arbitrary<Measure> = record({
  kind: fc.constantFrom(...MEASURE_KINDS),
  unit: text(limits.unitLength),
  start: number,
  target: number,
});

const keyResult: fc.Arbitrary<KeyResult> = record({
  id: id<KeyResultId>(),
  objectiveId: id<ObjectiveId>(),
  title: text(limits.titleLength),
  measure,
  former: fc.array(record({ measure, until: stamp }), { maxLength: 2 }),
  created: stamp,
  archived,
});

const person: fc.Arbitrary<Person> = record({
  id: id<PersonId>(),
  name: text(limits.nameLength),
  mergedInto: fc.option(id<PersonId>()),
  created: stamp,
  archived,
});

const checkIn: fc.Arbitrary<RecordedCheckIn> = record({
  id: id<CheckInId>(),
  objectiveId: id<ObjectiveId>(),
  at: instant,
  by: id<PersonId>(),
  status: fc.option(fc.constantFrom(...STATUSES)),
  progress: fc.option(fc.double({ min: 0, max: 100, noNaN: true }).map((value) => value + 0)),
  values: fc.array(fc.tuple(id<KeyResultId>(), number), { maxLength: 4 }).map((entries) => new Map(entries)),
  note: text(limits.noteLength),
  after: fc.array(id<CheckInId>(), { maxLength: 3 }),
});

const withdrawal: fc.Arbitrary<Withdrawal> = record({
  id: id<CheckInId>(),
  of: id<CheckInId>(),
  at: instant,
  by: id<PersonId>(),
});

/** Any plan that can be recorded, whether or not its records fit together. */
export const planContent: fc.Arbitrary<PlanContent> = record({
  plan: record({
    title: text(limits.titleLength),
    purpose: text(limits.statementLength),
    cadenceDays: cadence,
    schemaVersion: fc.constant(SCHEMA_VERSION),
    created: stamp,
  }),
  missions: byId<MissionId, Mission>(mission),
  objectives: byId<ObjectiveId, Objective>(objective),
  keyResults: byId<KeyResultId, KeyResult>(keyResult),
  people: byId<PersonId, Person>(person),
  checkIns: byId<CheckInId, RecordedCheckIn>(checkIn),
  withdrawals: byId<CheckInId, Withdrawal>(withdrawal),
})
  // Check-ins and withdrawals lie in one root.
  .map((content) => ({
    ...content,
    withdrawals: new Map([...content.withdrawals].filter(([key]) => !content.checkIns.has(key))),
  }));

function byId<Id extends string, Kept extends { readonly id: Id }>(
  arbitrary: fc.Arbitrary<Kept>,
): fc.Arbitrary<ReadonlyMap<Id, Kept>> {
  return fc.array(arbitrary, { maxLength: 8 }).map((records) => new Map(records.map((record) => [record.id, record])));
}
