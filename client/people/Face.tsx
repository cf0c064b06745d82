import { useRecords } from "../plan/usePlan.ts";
import { Avatar } from "../ui/Avatar.tsx";
import type { AvatarProps } from "../ui/Avatar.tsx";
import { initialsIn } from "./initials.ts";

interface FaceProps extends Omit<AvatarProps, "letters"> {
  /** The names of all who are here: some may be no people of the plan. */
  readonly beside?: readonly string[];
}

/** Somebody of this plan, by letters that tell them from everybody else in it, and from who is here. */
export function Face({ beside, ...face }: FaceProps) {
  return <Avatar {...face} letters={useRecords((records) => initialsIn(records, face.name, beside))} />;
}
