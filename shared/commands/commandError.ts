import { limits } from "../model/limits.ts";
import { refuse } from "../model/result.ts";
import type { Result } from "../model/result.ts";

const { titleLength, nameLength, noteLength, linksPerObjective, keyResultsPerObjective, cadenceDays } = limits;

/** Every reason to refuse a command, in words: what is wrong, then what to do next. `{}` stands for its subject. */
export const COMMAND_ERRORS = {
  notAllowed: "Your role in this plan does not allow that. Ask an owner of the plan to do it, or to change your role.",
  identityNeeded: "The plan does not know who you are yet. Pick your name under “Who are you?”, then try again.",
  malformedInput: "“{}” was not understood. Reload the page and try again.",
  planNotLoaded: "The plan is still being fetched. Wait until it is on the screen, then try again.",
  pageClosed: "This page can no longer save changes. Do what the notice at the top says, then try again.",
  planDamaged:
    "Part of this plan is lost on the server’s disk, so it can be read only. It can be changed again once a backup is restored.",
  notChanged: "The plan could not be changed at that place. Reload the page and try again.",
  planFull: "This plan is full: {}. Archive what is no longer needed, then try again.",
  cardsFull: `A plan holds ${limits.objectives.toLocaleString("en-GB")} cards, archived ones too. Go on in a new plan.`,
  spotCrowded: "Too much was put at this one spot while offline. Choose another spot, or wait for the connection.",

  titleMissing: "There is no title. Type one and try again.",
  titleTooLong: `That title is over ${titleLength} characters. Shorten it and try again.`,
  textTooLong: "That text is over {} characters. Shorten it and try again.",
  cadenceOutOfRange: `A rhythm is ${cadenceDays.least} to ${cadenceDays.most} days. Choose a number between them.`,

  missionUnknown: "That mission is not in this plan. Choose another one.",
  missionArchived: "The mission {} is archived. Restore it, or choose another one.",
  objectiveUnknown: "That objective is not in this plan. It may have been removed; look for it on the board.",
  objectiveArchived: "{} is archived. Restore it, then try again.",
  dateInvalid: "That day does not exist. Choose a date from the calendar.",
  addressInvalid: "That is no web or mail address. Paste one like https://example.org or name@example.org.",
  addressTooLong: `That address is over ${limits.urlLength.toLocaleString("en-GB")} characters. Paste a shorter one, as “Share” or “Copy link” gives it.`,
  linkUnknown: "That link is not on this card any more. Nothing is left to do.",
  tooManyLinks: `A card holds up to ${linksPerObjective} links. Remove one, then try again.`,

  personUnknown: "That person is not in this plan. Add them, or choose somebody else.",
  personArchived: "{} is archived. Restore them, or choose somebody else.",
  nameMissing: "There is no name. Type one and try again.",
  nameTooLong: `That name is over ${nameLength} characters. Shorten it and try again.`,
  nameTaken: "There is already a person named {}. Choose them, or add a word that tells the two apart.",
  samePerson: "These two are one person already. Choose two different people.",

  checkInEmpty: "There is nothing to record yet. Choose a status, enter a value or write a line.",
  checkInUnknown: "That check-in is not in this plan. Look for it in the history of its card.",
  checkInWithdrawn: "That check-in was taken back already. Nothing is left to do.",
  noteTooLong: `That line is over ${noteLength} characters. Shorten it; longer text belongs in the notes.`,
  progressOutOfRange: "Progress is a number from 0 to 100. Enter one and try again.",
  progressFromKeyResults: "{} takes its progress from its key results. Enter a value for one of those.",
  valueInvalid: "A key result's value is a number. Enter digits only and try again.",
  valueNotYesNo: "{} is answered by yes or no. Choose one of the two.",

  keyResultUnknown: "That key result is not on this card. Open the card again and choose one it has.",
  tooManyKeyResults: `An objective has up to ${keyResultsPerObjective} key results. Archive one, then try again.`,
  measureInvalid: "A measure has a kind, a unit, and numbers for start and target. Fill these in and try again.",

  nothingToUndo: "There is nothing of yours to undo. Changes that others made are theirs to undo.",
  nothingToRedo: "There is nothing to redo. Undo something first.",
  changedSince:
    "{} has changed since, so it was left as it is. Look at it, and change it by hand if you still want to.",
} as const satisfies Readonly<Record<string, string>>;

export type CommandErrorCode = keyof typeof COMMAND_ERRORS;

/** Why a command was refused: a stable code, and a sentence that says what to do next. */
export interface CommandError {
  readonly code: CommandErrorCode;
  readonly message: string;
}

export function refuseWith(code: CommandErrorCode, subject = ""): Result<never, CommandError> {
  // As a function, so that `$&` in somebody's title stays text.
  return refuse({ code, message: COMMAND_ERRORS[code].replace("{}", () => subject) });
}
