import { createElement, memo } from "react";
import { createRoot } from "react-dom/client";

import { openPlanSession } from "#client/plan/openPlanSession.ts";
import {
  PlanSessionProvider,
  useColumn,
  useIsLoaded,
  useObjective,
  useObjectiveState,
  useRecordsShallow,
} from "#client/plan/usePlan.ts";
import { parseId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId, PlanId } from "#shared/model/id.ts";
import { missionsInOrder } from "#shared/queries/board.ts";

/** How often what was rendered, since the counts were last taken. */
let renders = { board: 0, column: 0, card: 0 };

const Card = memo(function Card({ id }: { readonly id: ObjectiveId }) {
  renders.card += 1;
  const objective = useObjective(id);
  const { status } = useObjectiveState(id);
  return createElement("li", { "data-status": status }, objective?.title);
});

const Column = memo(function Column({ id }: { readonly id: MissionId }) {
  renders.column += 1;
  const ids = useColumn(id);
  return createElement("ul", null, ...ids.map((card) => createElement(Card, { key: card, id: card })));
});

function Board() {
  renders.board += 1;
  const ids = useRecordsShallow((records) => missionsInOrder(records).map(({ id }) => id));
  return ids.map((id) => createElement(Column, { key: id, id }));
}

function Plan() {
  return useIsLoaded() ? createElement(Board) : null;
}

/** Opens a plan and lists its cards, with the hooks that every screen uses. */
function showCards(server: string, planId: string): void {
  const id = parseId<PlanId>(planId);
  if (id === undefined) throw new Error("This is no plan id.");
  const session = openPlanSession(id, { server });
  const plan = createElement(Plan);
  createRoot(document.body).render(createElement(PlanSessionProvider, { session, children: plan }));
}

function takeRenders(): typeof renders {
  const taken = renders;
  renders = { board: 0, column: 0, card: 0 };
  return taken;
}

Object.assign(globalThis, { cardsPage: { showCards, takeRenders } });
