import { useCallback } from "react";

import type { Command } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import { ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { speak } from "./spokenStore.ts";
import { dismissOffers, showToast } from "./toastStore.ts";
import { useUndo } from "./useUndo.ts";

/**
 * offerUndo: says what was done, and offers to take it back at once. aloud: whoever sees the screen sees it, so it is
 * only read out. Else nothing is said but a refusal.
 */
type Say = "refusalsOnly" | "offerUndo" | "aloud";

/** Runs a command, for a form that says itself why it was refused: a message would lie beneath it. */
export function useAttempt(): <Input, Output>(
  command: Command<Input, Output>,
  input: Input,
  say?: Say,
) => Result<Output, CommandError> {
  const session = usePlanSession();
  const { undo } = useUndo();
  return useCallback(
    (command, input, say = "refusalsOnly") => {
      const result = session.run(command, input);
      if (!result.ok) return result;
      // An offer to undo is about the last thing done, and this is it now.
      if (result.value.steps.length > 0) dismissOffers();
      if (say === "aloud") speak(`${result.value.summary}.`);
      if (say === "offerUndo") showToast(result.value.summary, { label: "Undo", run: undo });
      return ok(result.value.value);
    },
    [session, undo],
  );
}

/** Runs a command. Gives its value, or undefined after a refusal, which has been said already. */
export function useRun(): <Input, Output>(
  command: Command<Input, Output>,
  input: Input,
  say?: Say,
) => Output | undefined {
  const attempt = useAttempt();
  return useCallback(
    (command, input, say) => {
      const result = attempt(command, input, say);
      if (result.ok) return result.value;
      showToast(result.error.message);
      return undefined;
    },
    [attempt],
  );
}
