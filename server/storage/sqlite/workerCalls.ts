import { parentPort, Worker } from "node:worker_threads";

/** What a worker can be asked: per name, from what it is asked with to what it answers. All of it can be cloned. */
export type Calls = Readonly<Record<string, (request: never) => unknown>>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly request: unknown;
}
type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly errorName: string; readonly message: string };

/** How Node marks what SQLite says; such an error has no name of its own. */
export const SQLITE_ERROR = "ERR_SQLITE_ERROR";

/** What a call throws: the error as the worker named it. */
export class WorkerCallError extends Error {
  readonly errorName: string;

  constructor(errorName: string, message: string) {
    super(message);
    this.errorName = errorName;
  }
}

/** In the worker: answers every question by the function of that name, in the order in which they come. */
export function answerCalls(calls: Calls): void {
  parentPort?.on("message", ({ id, name, request }: Question) => {
    parentPort?.postMessage(answer(calls, id, name, request));
  });
}

function answer(calls: Calls, id: number, name: string, request: unknown): Answer {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what CallableWorker typed on the other side
    return { id, ok: true, value: calls[name]?.(request as never) };
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(String(error));
    const fromSqlite = "code" in thrown && thrown.code === SQLITE_ERROR;
    return { id, ok: false, errorName: fromSqlite ? SQLITE_ERROR : thrown.name, message: thrown.message };
  }
}

/** On the main thread: a worker to ask. One that dies fails all it was asked; the next question starts it again. */
export class CallableWorker<Served extends Calls> {
  readonly #script: URL;
  readonly #workerData: unknown;
  readonly #open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #worker: Worker | null = null;
  #asked = 0;

  /** @param workerData what the script reads at its start; must be cloneable */
  constructor(script: URL, workerData: unknown) {
    this.#script = script;
    this.#workerData = workerData;
  }

  call<Name extends keyof Served & string>(
    name: Name,
    request: Parameters<Served[Name]>[0],
  ): Promise<ReturnType<Served[Name]>> {
    const worker = (this.#worker ??= this.#start());
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- answered by the function of that name
      this.#open.set(id, { resolve: (value) => resolve(value as ReturnType<Served[Name]>), reject });
      worker.postMessage({ id, name, request } satisfies Question);
    });
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#workerData });
    worker.on("message", (answer: Answer) => this.#settle(answer));
    worker.on("error", (error) => this.#fail(worker, error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", () => this.#fail(worker, new Error("The storage thread ended.")));
    return worker;
  }

  #settle(answer: Answer): void {
    const open = this.#open.get(answer.id);
    this.#open.delete(answer.id);
    if (answer.ok) open?.resolve(answer.value);
    else open?.reject(new WorkerCallError(answer.errorName, answer.message));
  }

  #fail(worker: Worker, error: Error): void {
    if (this.#worker === worker) this.#worker = null;
    else if (this.#worker !== null) return;
    for (const { reject } of this.#open.values()) reject(error);
    this.#open.clear();
  }
}
