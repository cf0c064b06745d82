import type { ReactNode } from "react";

import "./notice.css";

interface NoticeProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What the person can do next. */
  readonly actions?: ReactNode;
}

/** A whole screen, or the middle of one, that has nothing to show but a reason and what to do next. */
export function Notice({ title, children, actions }: NoticeProps) {
  return (
    <section className="notice">
      <h2 className="notice__title">{title}</h2>
      <div className="notice__text">{children}</div>
      {actions && <div className="notice__actions">{actions}</div>}
    </section>
  );
}
