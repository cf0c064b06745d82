import { UserRound } from "lucide-react";

import { UNNAMED_USER } from "#shared/protocol/presence.ts";

import "./avatar.css";

export interface AvatarProps {
  readonly name: string;
  /** What stands for the name: two or three letters. */
  readonly letters: string;
  /** Which of the people colours; none for an owner, who need not be here. */
  readonly colour?: number;
  /** The second, third … of one name: it gets a number and a broken rim. */
  readonly twin?: number | undefined;
  readonly faded?: boolean;
}

/** A person as letters in a circle; who has not said their name has none. The name stands beside it or is its label, so the letters are not read out. */
export function Avatar({ name, letters, colour, twin, faded = false }: AvatarProps) {
  const shown = twin === undefined ? letters : `${letters.slice(0, 2)}${twin}`;
  const classes = [
    "avatar",
    colour !== undefined && `avatar--${colour}`,
    shown.length > 2 && "avatar--long",
    twin !== undefined && "avatar--twin",
    faded && "avatar--faded",
  ];
  return (
    <span className={classes.filter(Boolean).join(" ")} aria-hidden="true">
      {name === UNNAMED_USER ? <UserRound className="avatar__nobody" /> : shown}
    </span>
  );
}
