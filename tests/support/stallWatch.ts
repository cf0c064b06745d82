/** Milliseconds nobody may keep the event loop from everybody else: the promised figure. */
export const LONGEST_STALL = 200;

/**
 * Finds out for how long the event loop of this thread was kept busy without a break. It counts the time the thread has
 * worked, not what passed meanwhile: on a machine that runs everything at once it waits long for nobody's fault.
 */
export class StallWatch {
  #timer: NodeJS.Timeout | null = null;
  #worked = 0;
  /** Milliseconds of the longest stall so far. */
  longest = 0;

  start(): void {
    this.#worked = workedMs();
    this.#timer = setInterval(() => this.#look(), 2);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#look();
  }

  #look(): void {
    const worked = workedMs();
    this.longest = Math.max(this.longest, worked - this.#worked);
    this.#worked = worked;
  }
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
