import { UserRound } from "lucide-react";

import { UNNAMED_USER } from "#shared/protocol/presence.ts";

import "./avatar.css";

interface AvatarProps {
  readonly name: string;
  /** Which of the people colours; none for an owner, who need not be here. */
  readonly colour?: number;
  /** The second, third … of one name: it gets a number and a broken rim. */
  readonly twin?: number | undefined;
  readonly faded?: boolean;
}

/** A person as initials in a circle; who has not said their name is nobody's initials. The name stands beside it or is its label, so the initials are not read out. */
export function Avatar({ name, colour, twin, faded = false }: AvatarProps) {
  const letters = twin === undefined ? initials(name) : `${initials(name).slice(0, 2)}${twin}`;
  const classes = [
    "avatar",
    colour !== undefined && `avatar--${colour}`,
    letters.length > 2 && "avatar--long",
    twin !== undefined && "avatar--twin",
    faded && "avatar--faded",
  ];
  return (
    <span className={classes.filter(Boolean).join(" ")} aria-hidden="true">
      {name === UNNAMED_USER ? <UserRound className="avatar__nobody" /> : letters}
    </span>
  );
}

/** At most three: in "Head of Digital Services" and "Head of User Support" the first and the last are the same. */
const MOST = 3;

/** The first letter of each word that begins with a capital, or of each at all: "Head of User Support" → "HUS". */
function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const capital = words.filter((word) => !/^\p{Ll}/u.test(word));
  const chosen = capital.length > 0 ? capital : words;
  const letters = chosen.map((word) => [...word][0]?.toLocaleUpperCase() ?? "");
  return letters.slice(0, MOST).join("") || "?";
}
