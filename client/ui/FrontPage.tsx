import type { ReactNode } from "react";

import "./frontPage.css";

interface FrontPageProps {
  /** Of the browser's tab; the product's name alone if there is none. */
  readonly title?: string;
  /** At the end of the header. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A page outside any plan: the product's name over one column of text and forms. */
export function FrontPage({ title, tools, children }: FrontPageProps) {
  return (
    <div className="front">
      <title>{title === undefined ? "Waymark" : `${title} – Waymark`}</title>
      <header className="front__header">
        <img src="/icon.svg" alt="" width="40" height="40" className="front__mark" />
        <h1 className="front__title">Waymark</h1>
        {tools && <div className="front__tools">{tools}</div>}
      </header>
      <main className="front__main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
