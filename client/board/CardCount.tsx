interface CardCountProps {
  readonly all: number;
  /** How many of them a search shows; null while nobody searches. */
  readonly found: number | null;
}

/** How many cards a column has, and during a search how many of them are shown. */
export function CardCount({ all, found }: CardCountProps) {
  const nouns = all === 1 ? "objective" : "objectives";
  return (
    <span className="column__count">
      <span aria-hidden="true">{found === null ? all : `${found}/${all}`}</span>
      <span className="visually-hidden">
        {found === null ? `${all} ${nouns}` : `${found} of ${all} ${nouns} found`}
      </span>
    </span>
  );
}
