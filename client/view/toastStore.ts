import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** A short message, with at most one thing to do about it. It leaves by itself unless it says otherwise. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** The word on the button that puts it off. Whatever else begins, it stays until that or its action is pressed. */
  readonly later?: string;
}

const MOST = 3;
let lastId = 0;

const toastStore = createStore<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));

/** Says something, in place of a message that says the same; the oldest makes room when there are too many. */
export function showToast(text: string, action?: Toast["action"], later?: string): void {
  lastId += 1;
  const toast: Toast = { id: lastId, text, ...(action && { action }), ...(later !== undefined && { later }) };
  toastStore.setState(({ toasts }) => {
    const others = toasts.filter((other) => other.text !== text);
    if (later !== undefined) return { toasts: [toast, ...others] };
    return { toasts: [...others.filter(stays), ...[...others.filter(leaves), toast].slice(-MOST)] };
  });
}

function stays({ later }: Toast): boolean {
  return later !== undefined;
}

function leaves(toast: Toast): boolean {
  return !stays(toast);
}

export function dismissToast(id: number): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Removes every message that leaves by itself: something is begun that needs the place, or the eyes. */
export function dismissToasts(): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter(stays) }));
}

/** Removes every message that offers something to do: what it is about has been overtaken. */
export function dismissOffers(): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => !toast.action || stays(toast)) }));
}

export function useToasts(): readonly Toast[] {
  return useStore(toastStore, (state) => state.toasts);
}
