import { workedMs } from "#tests/support/stallWatch.ts";

/** Milliseconds between two looks at the clock. */
const LOOK = 5;

/**
 * Times something that has to be done within so many milliseconds, by what this thread has had of them: what it worked,
 * and what it had nothing to do. While the machine ran everything else it could not have been quicker.
 *
 * @returns gives the milliseconds so far, and stops
 */
export function ownTime(): () => number {
  let own = 0;
  let [lookedAt, workedAt] = [performance.now(), workedMs()];
  const look = (): void => {
    const [now, worked] = [performance.now(), workedMs()];
    own += Math.min(now - lookedAt, Math.max(2 * LOOK, worked - workedAt));
    [lookedAt, workedAt] = [now, worked];
  };
  const timer = setInterval(look, LOOK);
  return () => {
    clearInterval(timer);
    look();
    return own;
  };
}
