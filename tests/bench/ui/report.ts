import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { FIGURE_NAMES, PLANKA } from "./figures.ts";
import type { Figures } from "./figures.ts";
import { EXAMPLE, FIVE_YEAR_PLAN } from "./measuredPlans.ts";

const results = fileURLToPath(new URL("../results", import.meta.url));

/** The name of the figures of a page with React and nothing else. */
export const EMPTY_PAGE = "empty page";

/** And of a board that does next to nothing with them, with 500 cards. */
export const PLAIN_BOARD = "plain board";

/** The figures of each plan, by its name. */
export type Measured = Readonly<Record<string, Partial<Figures>>>;

interface Goal {
  readonly goal: string;
  readonly is: number;
  readonly most: number;
  /** What the libraries take by themselves. */
  readonly plain?: number;
}

/** Prints the table and the goals, and keeps both as JSON. */
export function report(measured: Measured, rounds: number): void {
  const goals = goalsOf(measured);
  console.log(`Medians of ${rounds} rounds. “Planka” is Planka 2 with 500 and 2,000 cards on such a machine.`);
  console.table(tableOf(measured));
  console.table(
    goals
      .filter(({ is }) => !Number.isNaN(is))
      .map(({ goal, is, most, plain }) => ({
        goal,
        is: rounded(is),
        most,
        met: is <= most,
        "plain board": plain === undefined ? "" : rounded(plain),
      })),
  );
  mkdirSync(results, { recursive: true });
  const file = join(results, `ui-${new Date().toISOString().replaceAll(":", "-")}.json`);
  writeFileSync(file, `${JSON.stringify({ bench: "ui", rounds, measured, planka: PLANKA, goals }, null, 2)}\n`);
  console.log(file);
}

function tableOf(measured: Measured): Readonly<Record<string, Readonly<Record<string, number | string>>>> {
  const planka = Object.entries(PLANKA).map(([cards, figures]) => [`Planka ${cards}`, figures] as const);
  const rows = (Object.keys(FIGURE_NAMES) as (keyof Figures)[]).map((name) => {
    const cells = [...Object.entries(measured), ...planka].map(([column, figures]) => {
      const value = figures[name];
      return [column, value === undefined ? "" : rounded(value)] as const;
    });
    return [FIGURE_NAMES[name], Object.fromEntries(cells)] as const;
  });
  return Object.fromEntries(rows);
}

function goalsOf(measured: Measured): readonly Goal[] {
  const ratio = (name: string, figure: keyof Figures): number =>
    (measured[name]?.[figure] ?? Number.NaN) / (measured[EXAMPLE]?.[figure] ?? Number.NaN);
  const plainly = (cards: string, figure: keyof Figures, theirs: number): { readonly plain?: number } => {
    const value = measured[PLAIN_BOARD]?.[figure];
    return cards === "500 cards" && value !== undefined ? { plain: value / theirs } : {};
  };
  const againstPlanka = Object.entries(PLANKA).flatMap(([cards, planka]) =>
    (Object.entries(planka) as [keyof Figures, number][]).map(([figure, theirs]) => ({
      goal: `${cards}: ${FIGURE_NAMES[figure].replace(/ \(.*\)| \(gzip\)/, "")}, of Planka's`,
      is: (measured[cards]?.[figure] ?? Number.NaN) / theirs,
      most: 0.1,
      ...plainly(cards, figure, theirs),
    })),
  );
  return [
    { goal: "scripting of a drag, 2,000 cards : example", is: ratio("2,000 cards", "dragScript"), most: 2 },
    { goal: "card bodies on the page, 5,000 cards", is: measured["5,000 cards"]?.mostBodies ?? Number.NaN, most: 150 },
    { goal: "opening, five years of check-ins : example", is: ratio(FIVE_YEAR_PLAN, "open"), most: 1.15 },
    ...againstPlanka,
  ];
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
