/**
 * Tells when the device says that its network went or came back, and at once if it is gone now. Nothing is ever told
 * where there is no window.
 *
 * @returns ends it
 */
export function followNetwork(listener: (online: boolean) => void): () => void {
  if (typeof window === "undefined") return () => undefined;
  const onOffline = (): void => listener(false);
  const onOnline = (): void => listener(true);
  window.addEventListener("offline", onOffline);
  window.addEventListener("online", onOnline);
  return () => {
    window.removeEventListener("offline", onOffline);
    window.removeEventListener("online", onOnline);
  };
}
