import type { ReactNode } from "react";

import type { Answer } from "../api/useAnswer.ts";
import { Notice } from "./Notice.tsx";
import { useAskAgain } from "./useAskAgain.ts";

interface AnsweredProps<T> {
  readonly answer: Answer<T>;
  /** What is being looked for, as in “Looking for devices…”. */
  readonly what: string;
  readonly onRetry: () => Promise<void>;
  readonly children: (value: T) => ReactNode;
}

/** What the server has answered; or that it is being asked; or why there is no answer, and what to do. */
export function Answered<T>({ answer, what, onRetry, children }: AnsweredProps<T>) {
  const askAgain = useAskAgain(answer, onRetry);
  switch (answer.kind) {
    case "loading":
      return <p className="page__wait">Looking for {what}…</p>;
    case "failed":
      return (
        <Notice
          title={navigator.onLine ? `There is no answer about ${what} just now` : "You are offline"}
          actions={
            <button type="button" className="button button--primary" onClick={askAgain}>
              Try again
            </button>
          }
        >
          <p>{answer.error.message}</p>
          {!navigator.onLine && <p>This page needs a connection. It goes on by itself when you are online again.</p>}
        </Notice>
      );
    case "known":
      return (
        <>
          {answer.problem && (
            <p className="page__problem" role="status">
              This is what was known last. {answer.problem.message}
            </p>
          )}
          {children(answer.value)}
        </>
      );
  }
}
