import { useState } from "react";

import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

interface Request {
  /** While the server is asked; a second press does nothing then. */
  readonly busy: boolean;
  /** Why the last one was refused, until the next is made. */
  readonly problem: string | null;
  /** Makes a call of the server, and hands what it answers to `onDone` if it was done. */
  readonly ask: <T>(call: () => Promise<Result<T, ApiError>>, onDone: (value: T) => void) => Promise<void>;
}

/** What somebody asks the server for by a press: one at a time, and a refusal stays beside the button. */
export function useRequest(): Request {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ask: Request["ask"] = async (call, onDone) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const done = await call();
    setBusy(false);
    if (done.ok) onDone(done.value);
    else setProblem(done.error.message);
  };
  return { busy, problem, ask };
}
