import { Component, Suspense } from "react";
import type { ReactNode } from "react";

import { focusSoon } from "../view/passFocus.ts";
import { showToast } from "../view/toastStore.ts";
import { PartMissing } from "./fetchedPart.tsx";
import { Notice } from "./Notice.tsx";
import { Opening } from "./Opening.tsx";

interface PartProps {
  readonly children: ReactNode;
  /** Shown until the part is there; else what opens over the page, or as its main part, is said to be opening. */
  readonly fallback?: ReactNode;
  /** For what opens over the page: closes it again. Then a message says that it is not there. */
  readonly onMissing?: () => void;
  /** What is shown where the part can not be fetched, unless it is to be asked for again. */
  readonly otherwise?: ReactNode;
  /** It is the page's main part, with room for more words. */
  readonly main?: boolean;
}

const HOW = "Try again once you are connected, or reload the page then.";

/** Around a part that is fetched when it is needed: where it can not be, the rest of the page stays as it is. */
export class Part extends Component<PartProps, { readonly error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    if (!(error instanceof PartMissing)) return;
    error.forget();
    // What was pressed to come here may have gone from the page.
    if (this.props.main) focusSoon();
    if (!this.props.onMissing) return;
    showToast(`This could not be opened: a part of the page could not be fetched. ${HOW}`);
    this.props.onMissing();
  }

  /** What was pressed goes from the page with that. */
  #tryAgain(pressed: Element): void {
    const dialog = pressed.closest("[role='dialog']");
    focusSoon(() => dialog);
    this.setState({ error: null });
  }

  override render(): ReactNode {
    const { children, onMissing, otherwise, main = false } = this.props;
    const { fallback = onMissing || main ? <Opening /> : null } = this.props;
    const error: unknown = this.state.error;
    if (error === null) return <Suspense fallback={fallback}>{children}</Suspense>;
    // Anything else is no matter of fetching, and of whoever stands in for the whole screen.
    if (!(error instanceof PartMissing)) throw error;
    if (onMissing) return null;
    if (otherwise !== undefined) return otherwise;
    const again = (
      <button type="button" className="button" onClick={({ currentTarget }) => this.#tryAgain(currentTarget)}>
        Try again
      </button>
    );
    if (!main) return <p role="alert">This part could not be fetched. {again}</p>;
    return (
      <Notice title="This page could not be fetched" actions={again}>
        <p role="alert">The plan is as you left it, and the board is there. {HOW}</p>
      </Notice>
    );
  }
}
