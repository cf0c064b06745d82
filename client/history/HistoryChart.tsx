import { scaleLinear, scaleTime } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";

import type { CalendarDate } from "#shared/model/calendarDate.ts";
import { STATUS_WORDS } from "#shared/model/status.ts";

import { shortDate } from "../ui/dates.ts";
import type { Point, Series, StatusRun } from "./series.ts";
import { TargetWord } from "./TargetWord.tsx";
import { tickInWords } from "./timeTicks.ts";
import { useWidth } from "./useWidth.ts";

interface HistoryChartProps {
  readonly series: Series;
  readonly runs: readonly StatusRun[];
  readonly due: CalendarDate | null;
  readonly now: number;
  /** From when on it is drawn, where that is not its beginning. */
  readonly from: number | null;
  /** Over what it is drawn, in words. */
  readonly span: "time" | "the last year";
}

/** Sizes in rem, so that the chart grows with the type of a wall. */
const HEIGHT = 13.5;
const TOP = 2.25;
const PLOT_END = 10;
const BAND = { top: 10.25, height: 1.375 };
const LEFT = 2.75;
const RIGHT = 0.5;
/** A status's shape: as large as its band has room for, unless nobody could tell it from another one. */
const SHAPE = { most: 0.75, least: 0.375, edge: 0.25 };
/** What the words under the chart need. */
const TICK_ROOM = 5;
/** Above this many points no dots are drawn: they would be a worm. */
const MOST_DOTS = 60;

/**
 * One thing over time: a line that holds until the next word, the statuses as a band below it with shapes and words,
 * today and the due date as lines with words. Nothing is told by colour alone.
 */
export function HistoryChart({ span, ...drawn }: HistoryChartProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className="history-chart" role="img" aria-label={inOneSentence({ ...drawn, span })}>
      {width > 0 && <Drawing {...drawn} width={width} />}
    </div>
  );
}

interface DrawingProps extends Omit<HistoryChartProps, "span"> {
  readonly width: number;
}

function Drawing({ series, runs, due, now, from, width }: DrawingProps) {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const dueAt = due === null ? null : new Date(`${due}T12:00:00`).getTime();
  const start = from ?? Math.min(series.points[0]?.at ?? now, runs[0]?.from ?? now, dueAt ?? now);
  const passed = Math.max(now - start, 1);
  // A due date that is far off lies beyond the edge: what has happened is not squeezed for it.
  const far = dueAt !== null && dueAt - now > 1.5 * passed;
  const over = dueAt !== null && dueAt < start;
  const end = far ? now + passed / 3 : Math.max(now, dueAt ?? now, start + 1);
  const x = scaleTime([start, end], [LEFT * rem, width - RIGHT * rem]);
  const y = scaleLinear([series.from, series.to], [PLOT_END * rem, TOP * rem]).nice(4);
  const path = line<Point>()
    .defined(({ value }) => value !== null)
    .x(({ at }) => x(at))
    .y(({ value }) => y(value ?? 0))
    .curve(curveStepAfter);
  const below = area<Point>()
    .defined(({ value }) => value !== null)
    .x(({ at }) => x(at))
    .y0(y(y.domain()[0] ?? 0))
    .y1(({ value }) => y(value ?? 0))
    .curve(curveStepAfter);
  const said = series.points.slice(0, -1).filter(({ at, value }) => value !== null && at !== from);
  const last = series.points.findLast(({ value }) => value !== null);
  const ticks = spaced(
    x.ticks(Math.max(2, Math.min(6, Math.floor(width / rem / 5.5)))).map((at) => ({ at, x: x(at) })),
    TICK_ROOM * rem,
  );
  return (
    <svg className="history-chart__picture" width={width} height={HEIGHT * rem} aria-hidden="true">
      {y.ticks(3).map((value) => (
        <g key={value}>
          <line className="history-chart__rule" x1={LEFT * rem} x2={width - RIGHT * rem} y1={y(value)} y2={y(value)} />
          <text x={(LEFT - 0.375) * rem} y={y(value) + 0.25 * rem} textAnchor="end">
            {value.toLocaleString()}
            {series.targets === null && "%"}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick.at.getTime()} x={tick.x} y={(HEIGHT - 0.375) * rem} textAnchor={anchorAt(tick.x, width)}>
          {tickInWords(tick.at, end - start)}
        </text>
      ))}
      <path className="history-chart__area" d={below([...series.points]) ?? ""} />
      {series.targets && <path className="history-chart__target" d={path([...series.targets]) ?? ""} />}
      <path className="history-chart__line" d={path([...series.points]) ?? ""} />
      {said.length <= MOST_DOTS &&
        said.map(({ at, value }, nth) => (
          <circle key={nth} className="history-chart__dot" cx={x(at)} cy={y(value ?? 0)} r={0.1875 * rem} />
        ))}
      {series.targets && <TargetWord targets={series.targets} inWords={series.inWords} x={x} y={y} rem={rem} />}
      {runs.map((run) => (
        <Band key={run.from} run={run} from={x(run.from)} until={x(run.until)} rem={rem} />
      ))}
      <Mark at={x(now)} row={1} word="Today" width={width} rem={rem} look="today" />
      {due !== null && dueAt !== null && (
        <Mark
          at={x(far ? end : Math.max(dueAt, start))}
          beyond={far || over}
          row={0}
          word={`${over ? "← " : ""}Due ${shortDate(due, now)}${far ? " →" : ""}`}
          width={width}
          rem={rem}
          look="due"
        />
      )}
      {last && last.value !== null && (
        <circle className="history-chart__now" cx={x(last.at)} cy={y(last.value)} r={0.3125 * rem} />
      )}
    </svg>
  );
}

interface BandProps {
  readonly run: StatusRun;
  readonly from: number;
  readonly until: number;
  readonly rem: number;
}

/** A status for as long as it lasted: its shape, a small one if need be, and its word where there is more room. */
function Band({ run: { status }, from, until, rem }: BandProps) {
  const width = until - from;
  // A pixel of it parts it from the next one; half of one on each side is its frame.
  const size = Math.min(SHAPE.most * rem, width - 2);
  const left = Math.min(SHAPE.edge * rem, (width - 1 - size) / 2);
  const word = STATUS_WORDS[status];
  return (
    <g className={`history-chart__band status--${status}`}>
      <rect x={from} y={BAND.top * rem} width={Math.max(1, width - 1)} height={BAND.height * rem} rx={0.125 * rem} />
      {size >= SHAPE.least * rem && (
        <foreignObject x={from + left} y={(BAND.top + BAND.height / 2) * rem - size / 2} width={size} height={size}>
          <div className="history-chart__shape status-shape" />
        </foreignObject>
      )}
      {width > (word.length * 0.42 + 1.75) * rem && (
        <text x={from + 1.25 * rem} y={(BAND.top + 0.96) * rem}>
          {word}
        </text>
      )}
      <title>{word}</title>
    </g>
  );
}

interface MarkProps {
  readonly at: number;
  /** It lies beyond that edge: only its word is there. */
  readonly beyond?: boolean;
  /** Which of the two lines of words over the plot, from the top. */
  readonly row: 0 | 1;
  readonly word: string;
  readonly width: number;
  readonly rem: number;
  readonly look: "today" | "due";
}

/** A moment that matters: a line from its word down through the band. */
function Mark({ at, beyond = false, row, word, width, rem, look }: MarkProps) {
  const y = (0.75 + row) * rem;
  return (
    <g className={`history-chart__mark history-chart__mark--${look}`}>
      {!beyond && <line x1={at} x2={at} y1={y + 0.25 * rem} y2={(BAND.top + BAND.height) * rem} />}
      <text x={at} y={y} textAnchor={anchorAt(at, width)}>
        {word}
      </text>
    </g>
  );
}

/** Every so many of evenly spaced ticks, so that their words have room. */
function spaced<Tick extends { readonly x: number }>(ticks: readonly Tick[], room: number): readonly Tick[] {
  const [first, second] = ticks;
  if (!first || !second) return ticks;
  const stride = Math.max(1, Math.ceil(room / (second.x - first.x)));
  return ticks.filter((_, nth) => nth % stride === 0);
}

/** So that words at an edge stay within it. */
function anchorAt(x: number, width: number): "start" | "middle" | "end" {
  if (x > width * 0.82) return "end";
  return x < width * 0.18 ? "start" : "middle";
}

function inOneSentence({ series, runs, due, now, span }: Omit<HistoryChartProps, "from">): string {
  const { name, points, targets, inWords } = series;
  const values = points.map(({ value }) => value).filter((value) => value !== null);
  const [first, last] = [values[0], values.at(-1)];
  const way =
    first === undefined || last === undefined
      ? "nobody has said a number"
      : `from ${inWords(first)} to ${inWords(last)}`;
  const aims = (targets ?? []).flatMap(({ value }) => (value === null ? [] : inWords(value)));
  const aim =
    aims.length === 0 ? "" : `; target ${aims.filter((words, nth) => words !== aims[nth - 1]).join(", then ")}`;
  const statuses = runs.map(({ status }) => STATUS_WORDS[status].toLowerCase()).slice(-6);
  const until = due === null ? "" : `; due ${shortDate(due, now)}`;
  return `${name} over ${span}: ${way}${aim}; ${statuses.join(", then ")}${until}. The same stands in the table.`;
}
