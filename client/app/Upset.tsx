import { Component } from "react";
import type { ReactNode } from "react";

import { PartMissing } from "../ui/fetchedPart.tsx";
import { Notice } from "../ui/Notice.tsx";

interface UpsetProps {
  readonly children: ReactNode;
  /** The address that is shown: at another one it is tried again. */
  readonly path: string;
}

interface UpsetState {
  readonly failed: boolean;
  readonly path: string | null;
}

/** Stands in for a screen that could not be drawn. */
export class Upset extends Component<UpsetProps, UpsetState> {
  override state: UpsetState = { failed: false, path: null };

  static getDerivedStateFromError(): Partial<UpsetState> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ path }: UpsetProps, state: UpsetState): UpsetState | null {
    return path === state.path ? null : { failed: false, path };
  }

  override componentDidCatch(error: unknown): void {
    if (error instanceof PartMissing) error.forget();
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main>
        <Notice
          title="This page cannot go on"
          actions={
            <button type="button" className="button button--primary" onClick={() => window.location.reload()}>
              Reload
            </button>
          }
        >
          <p>
            Something went wrong while drawing it, or a part of it could not be fetched. Reload it: what is saved, or
            kept on this device, is there again.
          </p>
        </Notice>
      </main>
    );
  }
}
