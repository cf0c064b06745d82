import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

import { ownerCookie } from "./signedIn.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
  /** The body as JSON. */
  readonly json: () => unknown;
}

export interface Question {
  readonly method?: string;
  /**
   * Any header, also those that a browser or `fetch` would not let a script set, such as Host and Origin. Without a
   * `cookie` among them the server's owner asks; an empty one is nobody's.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is text already. */
  readonly body?: unknown;
}

/** One HTTP request, exactly as it is given. An upgrade that is let in is an answer with status 101. */
export function ask(url: string, { method, headers = {}, body }: Question = {}): Promise<Answer> {
  const content = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const owner = ownerCookie(url);
  const type = typeof body === "object" ? { "content-type": "application/json" } : {};
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: { ...type, ...(owner !== undefined && { cookie: owner }), ...headers },
      agent: false,
    });
    asked.on("error", reject);
    asked.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve(answerOf(response.statusCode, response.headers, Buffer.alloc(0)));
    });
    asked.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(answerOf(response.statusCode, response.headers, Buffer.concat(chunks))));
      response.on("error", reject);
    });
    asked.end(content);
  });
}

/** What a browser sends to open a WebSocket. */
export const UPGRADE: Readonly<Record<string, string>> = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
};

function answerOf(status: number | undefined, headers: IncomingHttpHeaders, body: Buffer): Answer {
  const text = body.toString();
  return { status: status ?? 0, headers, body, text, json: () => JSON.parse(text) as unknown };
}
