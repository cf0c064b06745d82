import { memo } from "react";
import { createRoot } from "react-dom/client";

import { openPlanSession } from "#client/plan/openPlanSession.ts";
import type { PlanSession } from "#client/plan/planSession.ts";
import {
  PlanSessionProvider,
  useColumn,
  useConnection,
  useIsLoaded,
  useObjective,
  useObjectiveState,
  useRecordsShallow,
} from "#client/plan/usePlan.ts";
import { addMission } from "#shared/commands/missions.ts";
import { parseId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId, PlanId } from "#shared/model/id.ts";
import { missionsInOrder } from "#shared/queries/board.ts";

/** How often what was rendered, since the counts were last taken. */
const renders = new Map<string, number>();

function count(what: string): void {
  renders.set(what, (renders.get(what) ?? 0) + 1);
}

const Card = memo(function Card({ id }: { readonly id: ObjectiveId }) {
  count("card");
  const objective = useObjective(id);
  const { status } = useObjectiveState(id);
  return <li data-status={status}>{objective?.title}</li>;
});

const Column = memo(function Column({ id }: { readonly id: MissionId }) {
  count("column");
  const ids = useColumn(id);
  return (
    <ul>
      {ids.map((card) => (
        <Card key={card} id={card} />
      ))}
    </ul>
  );
});

const Board = memo(function Board() {
  count("board");
  const ids = useRecordsShallow((records) => missionsInOrder(records).map(({ id }) => id));
  return ids.map((id) => <Column key={id} id={id} />);
});

function Plan() {
  const isLoaded = useIsLoaded();
  const { connection, keptOnDevice } = useConnection();
  return (
    <>
      <output data-state={connection} data-kept={keptOnDevice} />
      {isLoaded && <Board />}
    </>
  );
}

let session: PlanSession | null = null;

/** Opens a plan and lists its cards, with the hooks that every screen uses. */
function showCards(server: string, planId: string, timeScale: number): void {
  const id = parseId<PlanId>(planId);
  if (id === undefined) throw new Error("This is no plan id.");
  session = openPlanSession(id, { server, timeScale });
  createRoot(document.body).render(
    <PlanSessionProvider session={session}>
      <Plan />
    </PlanSessionProvider>,
  );
}

function takeRenders(): Readonly<Record<string, number>> {
  const taken = Object.fromEntries(renders);
  renders.clear();
  return taken;
}

Object.assign(globalThis, {
  cardsPage: { showCards, takeRenders, addMission: (title: string) => session?.run(addMission, { title }).ok },
});
