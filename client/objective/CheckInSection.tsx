import type { Objective } from "#shared/model/objective.ts";

import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";

const HistorySection = fetchedPart(async () => (await import("../history/HistorySection.tsx")).HistorySection);

/** What has been said of an objective: as a picture, and word by word. */
export function CheckInSection({ objective }: { readonly objective: Objective }) {
  return (
    <section className="sheet__section">
      <h3 className="sheet__heading">Check-ins</h3>
      <Part fallback={<div className="sheet__history-place" />}>
        <HistorySection objective={objective} />
      </Part>
    </section>
  );
}
