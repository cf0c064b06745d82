import { refuse, ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import { parseApiError } from "#shared/protocol/httpApi.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

interface ApiCall<T> {
  /** Reads what a call that was done answers; undefined if it is no such answer. */
  readonly parse: (body: unknown) => T | undefined;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What is sent, as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

let onSignedOut = (): void => undefined;

/** Has somebody told whenever a call is answered with 401: nobody is signed in here, or not any more. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** One call of the server. Whatever goes wrong, also on the way, is a sentence for the person that says what to do. */
export async function callApi<T>(
  path: string,
  { parse, method = "GET", body, signal }: ApiCall<T>,
): Promise<Result<T, ApiError>> {
  try {
    const response = await fetch(path, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      signal: signal ?? null,
    });
    const answer = await bodyOf(response);
    if (response.status === SIGNED_OUT) onSignedOut();
    const value = response.ok ? parse(answer) : undefined;
    return value === undefined ? refuse(parseApiError(answer) ?? withoutWords(response.status)) : ok(value);
  } catch {
    // No network, no answer, or an answer that is no JSON: something between here and the server.
    return refuse(UNREACHABLE);
  }
}

/** @throws if it is no JSON, unless the server itself failed: then what it answers does not matter */
async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === NO_CONTENT) return null;
  return response.status === FAILED ? response.json().catch(() => null) : response.json();
}

function withoutWords(status: number): ApiError {
  return status === FAILED ? SERVER_FAILED : misunderstood(status);
}

const FAILED = 500;
const NO_CONTENT = 204;
const SIGNED_OUT = 401;

/** The code of the error when there is no network, no answer, or one of something between here and the server. */
export const UNREACHABLE_CODE = "unreachable";

/** For a call that answers nothing but that it is done. */
export function parseNothing(): null {
  return null;
}

const UNREACHABLE: ApiError = {
  code: UNREACHABLE_CODE,
  message: "The server cannot be reached. Check your connection, then try again.",
};

const SERVER_FAILED: ApiError = {
  code: "failed",
  message: "Something went wrong on the server. Try again in a moment.",
};

function misunderstood(status: number): ApiError {
  return {
    code: "misunderstood",
    message: `The server answered something this page does not understand (${status}). Reload the page and try again.`,
  };
}
