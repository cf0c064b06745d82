import type { KeyResult } from "#shared/model/keyResult.ts";
import { STATUS_WORDS } from "#shared/model/status.ts";
import type { HistoryEntry } from "#shared/queries/objectiveHistory.ts";

import { usePerson } from "../plan/usePlan.ts";
import { valueInWords } from "./series.ts";
import { whenSaid } from "./whenSaid.ts";

interface HistoryTableProps {
  readonly title: string;
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly keyResults: readonly KeyResult[];
}

/** What the chart shows, in words and numbers: how things stood after each check-in. */
export function HistoryTable({ title, entries, keyResults }: HistoryTableProps) {
  const inWords = whenSaid(entries);
  return (
    <div className="history-table" role="region" aria-label="Check-ins as a table" tabIndex={0}>
      <table>
        <caption className="visually-hidden">Check-ins on “{title}”, newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Status</th>
            <th scope="col">Progress</th>
            {keyResults.map(({ id, title: name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">In words</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <HistoryRow key={entry.checkIn.id} entry={entry} when={inWords(entry.checkIn.at)} keyResults={keyResults} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HistoryRowProps extends Pick<HistoryTableProps, "keyResults"> {
  readonly entry: HistoryEntry;
  readonly when: string;
}

function HistoryRow({ entry: { checkIn, after, values }, when, keyResults }: HistoryRowProps) {
  const author = usePerson(checkIn.by);
  const withdrawn = checkIn.withdrawnAt !== null;
  return (
    <tr>
      <th scope="row">{when}</th>
      <td>{author?.name ?? "Somebody"}</td>
      <td>{withdrawn ? "Taken back" : STATUS_WORDS[after.status]}</td>
      <td className="history-table__number">{withdrawn || after.progress === null ? "" : `${after.progress}%`}</td>
      {keyResults.map(({ id, measure }) => {
        const said = values.find(({ keyResult }) => keyResult?.id === id);
        const words = said && valueInWords(said.value, said.measure, measure);
        return (
          <td key={id} className="history-table__number">
            {withdrawn && words !== undefined ? <s>{words}</s> : words}
          </td>
        );
      })}
      <td>{withdrawn ? <s>{checkIn.note}</s> : checkIn.note}</td>
    </tr>
  );
}
