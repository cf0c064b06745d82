import type { Status } from "#shared/model/status.ts";

/** The outline of each status in a 16 × 16 box, told apart without colour: ring, disc, triangle, diamond, bars, tick. */
const SHAPES: Readonly<Record<Status, string>> = {
  notStarted: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 2.2a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6Z",
  onTrack: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z",
  atRisk: "M8 1.2 15.4 14.4H.6Z",
  offTrack: "M8 .6 15.4 8 8 15.4.6 8Z",
  paused: "M3 2h3.6v12H3Zm6.4 0H13v12H9.4Z",
  done: "M3 1.5h10A1.5 1.5 0 0 1 14.5 3v10a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13V3A1.5 1.5 0 0 1 3 1.5Zm8.1 3.1L6.9 9 4.9 7 3.5 8.4l3.4 3.4 5.6-5.8Z",
};

export function StatusShape({ status }: { readonly status: Status }) {
  return (
    <svg className="status__shape" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[status]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
