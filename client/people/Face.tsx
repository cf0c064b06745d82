import { useRecords } from "../plan/usePlan.ts";
import { Avatar } from "../ui/Avatar.tsx";
import type { AvatarProps } from "../ui/Avatar.tsx";
import { initialsIn } from "./initials.ts";

/** Somebody of this plan, by letters that tell them from everybody else in it. */
export function Face(face: Omit<AvatarProps, "letters">) {
  return <Avatar {...face} letters={useRecords((records) => initialsIn(records, face.name))} />;
}
