/** How far something is, 0–100. The number beside it says the same in words, so the bar itself is not read out. */
export function ProgressBar({ value }: { readonly value: number }) {
  return <span className="progress" style={{ backgroundSize: `${value}% 100%` }} aria-hidden="true" />;
}
