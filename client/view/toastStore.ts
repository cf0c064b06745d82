import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** A short message that leaves by itself, with at most one thing to do about it. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const MOST = 3;
let lastId = 0;

const toastStore = createStore<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));

/** Says something; the oldest message makes room when there are too many. */
export function showToast(text: string, action?: Toast["action"]): void {
  lastId += 1;
  const toast: Toast = action ? { id: lastId, text, action } : { id: lastId, text };
  toastStore.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-MOST) }));
}

export function dismissToast(id: number): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Removes every message: something is begun that needs the place, or the eyes. */
export function dismissToasts(): void {
  toastStore.setState({ toasts: [] });
}

/** Removes every message that offers something to do: what it is about has been overtaken. */
export function dismissOffers(): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => !toast.action) }));
}

export function useToasts(): readonly Toast[] {
  return useStore(toastStore, (state) => state.toasts);
}
