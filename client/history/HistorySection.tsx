import { useState } from "react";

import type { Objective } from "#shared/model/objective.ts";
import { objectiveHistory } from "#shared/queries/objectiveHistory.ts";

import { useKeyResults, useObjectiveState, useRecords } from "../plan/usePlan.ts";
import { HistoryChart } from "./HistoryChart.tsx";
import { HistoryList } from "./HistoryList.tsx";
import { HistoryTable } from "./HistoryTable.tsx";
import { lastYear, runsSince, seriesSince, sinceSaid } from "./lastYear.ts";
import { keyResultSeries, progressSeries, spokenOf, statusRuns } from "./series.ts";
import { useAsOf } from "./useAsOf.ts";
import "./history.css";

/** How an objective came to where it is: a chart or a table of it, and every check-in. */
export function HistorySection({ objective }: { readonly objective: Objective }) {
  const { id, title, due } = objective;
  const histories = useRecords((records) => records.histories);
  const keyResults = useRecords((records) => records.keyResults);
  const now = useAsOf({ histories, keyResults });
  const state = useObjectiveState(id);
  const measures = useKeyResults(id);
  const [look, setLook] = useState<"chart" | "table">("chart");
  const [of, setOf] = useState("");
  const [whole, setWhole] = useState(false);
  const [isCourse, setIsCourse] = useState(false);
  const entries = objectiveHistory({ histories, keyResults }, id, now);
  if (entries.length === 0) {
    return <p className="field__hint">Nobody has checked in yet. The first one says where things stand.</p>;
  }
  // One point is no course: its entry says all. What has been drawn stays, so that nothing jumps when one is taken back.
  if (!isCourse && entries.filter(({ checkIn }) => checkIn.withdrawnAt === null).length > 1) setIsCourse(true);
  const newestFirst = entries.toReversed();
  const spoken = spokenOf(keyResults, measures, entries);
  const drawn = spoken.filter(({ measure }) => measure.kind !== "yesNo");
  const chosen = drawn.find((keyResult) => keyResult.id === of);
  const series = chosen ? keyResultSeries(chosen, entries, state, now) : progressSeries(objective, entries, state, now);
  const runs = statusRuns(objective, entries, state, now);
  const made = Math.min(series.points[0]?.at ?? now, runs[0]?.from ?? now);
  const said = entries.find(({ checkIn }) => checkIn.withdrawnAt === null);
  const quietUntil = sinceSaid(made, said?.at, now);
  const begun = quietUntil ?? made;
  const year = lastYear(begun, entries.at(-1)?.at ?? begun, now);
  const span = whole || year === null ? "time" : "the last year";
  const from = span === "time" ? quietUntil : year;
  return (
    <div className="history-section">
      {isCourse && (
        <>
          <div className="history-section__looks">
            {look === "chart" && drawn.length > 0 && (
              <select
                className="input history-section__of"
                aria-label="What the chart shows"
                value={chosen?.id ?? ""}
                onChange={(event) => setOf(event.target.value)}
              >
                <option value="">Progress</option>
                {drawn.map(({ id: keyResultId, title: name }) => (
                  <option key={keyResultId} value={keyResultId}>
                    {name}
                  </option>
                ))}
              </select>
            )}
            {look === "chart" && year !== null && (
              <button type="button" className="button button--quiet" onClick={() => setWhole(!whole)}>
                {whole ? "Show the last year" : `Show all since ${new Date(begun).getFullYear()}`}
              </button>
            )}
            <button
              type="button"
              className="button button--quiet history-section__look"
              onClick={() => setLook(look === "chart" ? "table" : "chart")}
            >
              {look === "chart" ? "Show as a table" : "Show as a chart"}
            </button>
          </div>
          {look === "chart" ? (
            <HistoryChart
              series={from === null ? series : seriesSince(series, from)}
              runs={from === null ? runs : runsSince(runs, from)}
              due={due}
              now={now}
              from={from}
              span={span}
            />
          ) : (
            <HistoryTable title={title} entries={newestFirst} keyResults={spoken} />
          )}
        </>
      )}
      <HistoryList entries={newestFirst} />
    </div>
  );
}
