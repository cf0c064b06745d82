import type { ReactNode } from "react";

import "./folded.css";

interface FoldedProps {
  readonly summary: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What few need, behind the words that say for whom or what it is. */
export function Folded({ summary, className = "", children }: FoldedProps) {
  return (
    <details className={`folded ${className}`}>
      <summary className="folded__summary">{summary}</summary>
      {children}
    </details>
  );
}
