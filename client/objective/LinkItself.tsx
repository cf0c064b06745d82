import { ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";

import type { Link } from "#shared/model/link.ts";

/** As many letters need more than two lines of a sheet, which fits about 45 into each. */
const LONG = 120;

/** What is pressed to go there. One that would fill the sheet is two lines of itself until all of it is asked for. */
export function LinkItself({ link }: { readonly link: Link }) {
  const [whole, setWhole] = useState(false);
  const name = nameOf(link);
  const isLong = name.length > LONG;
  return (
    <>
      <a
        className={isLong && !whole ? "links__link links__link--clipped" : "links__link"}
        href={link.url}
        target="_blank"
        rel="noopener noreferrer"
      >
        {name}
        <span className="visually-hidden"> (opens apart)</span>
      </a>
      {isLong && (
        <button
          type="button"
          className="button button--quiet button--icon"
          aria-label={whole ? "Show less of the link" : "Show the whole link"}
          onClick={() => setWhole(!whole)}
        >
          {whole ? (
            <ChevronUp className="icon" aria-hidden="true" />
          ) : (
            <ChevronDown className="icon" aria-hidden="true" />
          )}
        </button>
      )}
    </>
  );
}

export function nameOf({ title, url }: Link): string {
  return title || url;
}
