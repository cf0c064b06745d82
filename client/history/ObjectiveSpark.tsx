import { useState } from "react";

import type { Objective } from "#shared/model/objective.ts";
import { objectiveHistory } from "#shared/queries/objectiveHistory.ts";

import { useObjectiveState, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { lastYear, seriesSince } from "./lastYear.ts";
import { ProgressSpark } from "./ProgressSpark.tsx";
import { progressSeries } from "./series.ts";
import "./history.css";

/** How far an objective was over time, in small. */
export function ObjectiveSpark({ objective }: { readonly objective: Objective }) {
  const histories = useRecords((records) => records.histories);
  const keyResults = useRecords((records) => records.keyResults);
  const state = useObjectiveState(objective.id);
  const session = usePlanSession();
  const [now] = useState(() => session.now());
  const entries = objectiveHistory({ histories, keyResults }, objective.id, now);
  const series = progressSeries(objective, entries, state, now);
  const from = lastYear(series.points[0]?.at ?? now, entries.at(-1)?.at ?? 0, now);
  return <ProgressSpark series={from === null ? series : seriesSince(series, from)} />;
}
