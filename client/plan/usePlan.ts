import { createContext, createElement, useCallback, useContext, useEffect, useEffectEvent } from "react";
import type { ReactNode, RefCallback } from "react";
import { useStore } from "zustand/react";
import { useShallow } from "zustand/react/shallow";

import type { Action } from "#shared/permissions/can.ts";
import { can, mayAtAll } from "#shared/permissions/can.ts";
import type { MissionId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import type { KeyResult } from "#shared/model/keyResult.ts";
import type { Mission } from "#shared/model/mission.ts";
import type { Objective } from "#shared/model/objective.ts";
import type { Person } from "#shared/model/person.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { objectivesOf } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";
import { ownerOf, personOf } from "#shared/queries/people.ts";

import type { Clock } from "../view/dayWatch.ts";
import { bindTextField } from "./bindTextField.ts";
import type { TextField, TextFieldOptions } from "./bindTextField.ts";
import { isDamaged, isFinal } from "./connectionMachine.ts";
import type { PlanSession, TextAddress } from "./planSession.ts";
import type { PlanState, PresenceState } from "./planState.ts";
import type { TypedChange } from "./typedChanges.ts";

const SessionContext = createContext<PlanSession | null>(null);

interface PlanSessionProviderProps {
  readonly session: PlanSession;
  readonly children: ReactNode;
}

/** Gives the screens below it the plan that is open. */
export function PlanSessionProvider({ session, children }: PlanSessionProviderProps): ReactNode {
  return createElement(SessionContext, { value: session }, children);
}

export function usePlanSession(): PlanSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error("A screen of a plan must be inside a PlanSessionProvider.");
  return session;
}

const DEVICE_CLOCK: Clock = { now: () => Date.now() };

/** What tells the time: the server's where a plan is open, else this device's. */
export function useClock(): Clock {
  return useContext(SessionContext) ?? DEVICE_CLOCK;
}

/** Follows a part of the plan's state. The selector must give back existing references, or primitives. */
export function usePlanState<T>(selector: (state: PlanState) => T): T {
  return useStore(usePlanSession().planStore, selector);
}

/** As usePlanState, for a selector that makes a new list or object of existing references. */
function usePlanStateShallow<T>(selector: (state: PlanState) => T): T {
  return usePlanState(useShallow(selector));
}

/**
 * Whether there is anything to show: not before the first content has come, nor to somebody who is out. Only below this
 * may the hooks over records be used.
 */
export function useIsLoaded(): boolean {
  return usePlanState(({ records, connection }) => records !== null && connection !== "removed");
}

/** Follows a part of the records. See usePlanState about the selector. */
export function useRecords<T>(selector: (records: PlanRecords) => T): T {
  return usePlanState((state) => selector(recordsOf(state)));
}

/** As useRecords, for a selector that makes a new list or object of existing references. */
export function useRecordsShallow<T>(selector: (records: PlanRecords) => T): T {
  return usePlanStateShallow((state) => selector(recordsOf(state)));
}

/**
 * Tells what the records are and were, each time that they change, before anything is drawn anew for it. Not when the
 * first come.
 */
export function useRecordsChange(
  onChange: (records: PlanRecords, former: PlanRecords, from: PlanState["recordsFrom"]) => void,
): void {
  const { planStore } = usePlanSession();
  const hear = useEffectEvent(onChange);
  useEffect(
    () =>
      planStore.subscribe(({ records, recordsFrom }, { records: former }) => {
        if (records && former && records !== former) hear(records, former, recordsFrom);
      }),
    [planStore],
  );
}

function recordsOf({ records }: PlanState): PlanRecords {
  if (!records) throw new Error("There are no records before the plan is loaded; ask useIsLoaded first.");
  return records;
}

export function useMission(id: MissionId): Mission | undefined {
  return useRecords((records) => records.missions.get(id));
}

export function useObjective(id: ObjectiveId): Objective | undefined {
  return useRecords((records) => records.objectives.get(id));
}

export function useKeyResults(id: ObjectiveId): readonly KeyResult[] {
  return useRecords((records) => records.measures.get(id)) ?? NO_KEY_RESULTS;
}

const NO_KEY_RESULTS: readonly KeyResult[] = Object.freeze([]);

/** How an objective stands: status, progress, values, last check-in. */
export function useObjectiveState(id: ObjectiveId): ObjectiveState {
  return useRecords((records) => objectiveState(records, id));
}

/** The ids of a mission's cards from top to bottom: the same list until a card comes, goes or moves. */
export function useColumn(id: MissionId): readonly ObjectiveId[] {
  return useRecordsShallow((records) => objectivesOf(records, id).map((objective) => objective.id));
}

/** The person an id stands for, with merges followed. */
export function usePerson(id: PersonId | null): Person | null {
  return useRecords((records) => (id === null ? null : personOf(records, id)));
}

/** What is told about the connection, and what the screen needs to say it in words. */
export function useConnection(): Pick<
  PlanState,
  "connection" | "keptOnDevice" | "condition" | "closeName" | "archivedAt" | "given" | "recoveryCopies"
> & { readonly loaded: boolean } {
  return usePlanStateShallow(
    ({ records, connection, keptOnDevice, condition, closeName, archivedAt, given, recoveryCopies }) => ({
      loaded: records !== null,
      connection,
      keptOnDevice,
      condition,
      closeName,
      archivedAt,
      given,
      recoveryCopies,
    }),
  );
}

/** Who this device says it is; null until somebody has said. */
export function usePersonId(): PersonId | null {
  return usePlanState((state) => state.personId);
}

/** Whether this person may do something to what belongs to `target`, as things stand. */
export function useCan(action: Action, target: PersonId | null = null): boolean {
  return usePlanState(
    ({ role, personId, closeName, condition }) =>
      !isFinal(closeName) && !isDamaged({ condition }) && can({ role, personId }, action, target),
  );
}

/** Whether this person may say how an objective goes: it depends on whose it is. */
export function useMayCheckIn(id: ObjectiveId): boolean {
  return useCan(
    "recordCheckIn",
    useRecords((records) => ownerOf(records, id)),
  );
}

/** Whether this person's role lets them do it, were there nothing else in the way. */
export function useRoleAllows(action: Action, target: PersonId | null): boolean {
  return usePlanState(({ role, personId }) =>
    personId === null ? mayAtAll(role, action) : can({ role, personId }, action, target),
  );
}

/** Whether somebody of this person's role does such a thing at all, if only to what is their own. */
export function useMayAtAll(action: Action): boolean {
  return usePlanState(({ role }) => mayAtAll(role, action));
}

/** What this person may act as, what they were given, and since when the plan is archived, if it is. */
export function useMembership(): Pick<PlanState, "role" | "given" | "archivedAt"> {
  return usePlanStateShallow(({ role, given, archivedAt }) => ({ role, given, archivedAt }));
}

export function usePresence<T>(selector: (presence: PresenceState) => T): T {
  return useStore(usePlanSession().presenceStore, useShallow(selector));
}

interface BoundField {
  /** For an input or textarea, which must not be controlled. */
  readonly ref: RefCallback<TextField>;
  /** Whether there is a text to write in. Without one, as while a document is replaced, what is typed would go nowhere. */
  readonly writable: boolean;
}

/** Lets several people type in one text. Whoever draws the field makes it read-only as long as it is not writable. */
export function useTextField({ root, id, field }: TextAddress, options: Omit<TextFieldOptions, "onTyped">): BoundField {
  const session = usePlanSession();
  // A replaced document has other texts; a text that is not there yet may come with the records.
  const documentNumber = usePlanState((state) => state.documentNumber);
  const text = usePlanState(() => session.sharedText({ root, id, field }));
  const { maxLength, singleLine } = options;
  const ref = useCallback(
    (element: TextField | null) => {
      if (!element) return undefined;
      if (text) {
        const onTyped = (change: TypedChange): void => session.typed({ root, id, field }, change);
        return bindTextField(element, text, { maxLength, singleLine, onTyped });
      }
      session.readWhole();
      return undefined;
    },
    // oxlint-disable-next-line react/exhaustive-deps -- documentNumber stands for the identity of the text's document
    [session, text, documentNumber, root, id, field, maxLength, singleLine],
  );
  return { ref, writable: text !== undefined };
}
