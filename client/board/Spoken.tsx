import { useSpoken } from "../view/spokenStore.ts";

/**
 * Where a screen reader hears what happens to cards and columns. Of two places each sentence takes the one that is
 * empty, so that one said twice is heard twice.
 */
export function Spoken() {
  const { nth, sentence } = useSpoken();
  return (
    <div className="visually-hidden" data-testid="spoken">
      <p aria-live="assertive" role="status">
        {nth % 2 === 0 ? sentence : ""}
      </p>
      <p aria-live="assertive" role="status">
        {nth % 2 === 1 ? sentence : ""}
      </p>
    </div>
  );
}
