/** How far the device's clock may leave what passes between two looks before it counts as changed, in milliseconds. */
const TOLERANCE = 5_000;
/** How often it is looked whether it was, in milliseconds. */
const LOOKS = 5_000;

/** What a device knows of time, each in milliseconds: its clock, and what only ever passes but may stand still in sleep. */
export interface DeviceTime {
  readonly clock: () => number;
  readonly passing: () => number;
}

const ownTime: DeviceTime = { clock: () => Date.now(), passing: () => performance.now() };

/**
 * The server's time, also where the device's clock is wrong and is put right, or wrong, while the plan is open. Set back,
 * it is made up for at once: time does not go back. Where it leaps ahead the device was set ahead, or has slept, which
 * only the server can tell: `onLeap` is to ask it. That is called by a timer of its own, never while somebody asks or says
 * what time it is, as they may do in the middle of losing or making a connection.
 */
export class ServerClock {
  readonly #device: DeviceTime;
  readonly #timer: ReturnType<typeof setInterval>;
  /** How far the server is ahead of the device, in milliseconds. */
  #ahead = 0;
  #leapt = false;
  #last: { readonly clock: number; readonly passing: number };

  constructor(onLeap: () => void, device: DeviceTime = ownTime) {
    this.#device = device;
    this.#last = { clock: device.clock(), passing: device.passing() };
    this.#timer = setInterval(() => {
      this.#look();
      if (!this.#leapt) return;
      this.#leapt = false;
      onLeap();
    }, LOOKS);
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#look() + this.#ahead;
  }

  /** The server has said what time it is, in milliseconds since 1970. */
  hear(now: number): void {
    this.#ahead = now - this.#look();
    this.#leapt = false;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): number {
    const clock = this.#device.clock();
    const passing = this.#device.passing();
    const leapt = clock - this.#last.clock - (passing - this.#last.passing);
    this.#last = { clock, passing };
    if (leapt < -TOLERANCE) this.#ahead -= leapt;
    if (leapt > TOLERANCE) this.#leapt = true;
    return clock;
  }
}
