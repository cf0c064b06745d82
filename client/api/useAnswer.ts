import { useCallback, useEffect, useRef, useState } from "react";

import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

/** What the server says about something, as a screen holds it. */
export type Answer<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: ApiError }
  /** `problem`: why it could not be asked anew; what was known last stays. */
  | { readonly kind: "known"; readonly value: T; readonly problem: ApiError | null };

interface Asked<T> {
  readonly answer: Answer<T>;
  /** Asks anew. Resolves when the answer is on its way to the screen, also if it failed. */
  readonly reload: () => Promise<void>;
}

/**
 * Asks the server when the screen comes, when `again` changes, and when somebody comes back to the window or to a
 * network. `load` must keep its identity as long as it asks for the same.
 */
export function useAnswer<T>(
  load: (signal: AbortSignal) => Promise<Result<T, ApiError>>,
  again?: string | number,
): Asked<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ kind: "loading" });
  const asking = useRef<AbortController | null>(null);
  const reload = useCallback(async () => {
    asking.current?.abort();
    const aborter = new AbortController();
    asking.current = aborter;
    const result = await load(aborter.signal);
    if (aborter.signal.aborted) return;
    setAnswer((former) => {
      if (result.ok) return { kind: "known", value: result.value, problem: null };
      return former.kind === "known" ? { ...former, problem: result.error } : { kind: "failed", error: result.error };
    });
  }, [load]);
  useEffect(() => {
    const onReturn = (): void => {
      if (document.visibilityState === "visible") void reload();
    };
    onReturn();
    document.addEventListener("visibilitychange", onReturn);
    window.addEventListener("online", onReturn);
    return () => {
      asking.current?.abort();
      document.removeEventListener("visibilitychange", onReturn);
      window.removeEventListener("online", onReturn);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `again` says that the answer may have changed
  }, [reload, again]);
  return { answer, reload };
}
