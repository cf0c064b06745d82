import { lazy, Suspense } from "react";

import type { Objective } from "#shared/model/objective.ts";

const HistorySection = lazy(async () => ({ default: (await import("../history/HistorySection.tsx")).HistorySection }));

/** What has been said of an objective: as a picture, and word by word. */
export function CheckInSection({ objective }: { readonly objective: Objective }) {
  return (
    <section className="sheet__section">
      <h3 className="sheet__heading">Check-ins</h3>
      <Suspense fallback={<div className="sheet__history-place" />}>
        <HistorySection objective={objective} />
      </Suspense>
    </section>
  );
}
