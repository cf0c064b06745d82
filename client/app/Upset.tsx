import { Component } from "react";
import type { ReactNode } from "react";

import { Notice } from "../ui/Notice.tsx";

interface UpsetProps {
  readonly children: ReactNode;
}

/** Stands in for a screen that could not be drawn. What was typed is in the plan or on this device already. */
export class Upset extends Component<UpsetProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main>
        <Notice
          title="This page can not go on"
          actions={
            <button type="button" className="button button--primary" onClick={() => window.location.reload()}>
              Reload
            </button>
          }
        >
          <p>
            Something went wrong while drawing it, or a part of it could not be fetched. Reload it; nothing is lost.
          </p>
        </Notice>
      </main>
    );
  }
}
