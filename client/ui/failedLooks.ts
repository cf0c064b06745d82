/** The style sheets of this page that could not be fetched. What has fetched a part once takes its looks to be there. */
const failed = new Set<HTMLLinkElement>();

window.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failed.add(target);
  },
  { capture: true },
);

/** Rejects if they can not be fetched now either. */
export async function fetchLooksAgain(): Promise<void> {
  await Promise.all([...failed].map(fetchAgain));
}

function fetchAgain(link: HTMLLinkElement): Promise<void> {
  failed.delete(link);
  const again = document.createElement("link");
  again.rel = "stylesheet";
  again.href = link.href;
  return new Promise((resolve, reject) => {
    again.addEventListener("load", () => resolve());
    again.addEventListener("error", () => reject(new Error("The looks of a part could not be fetched.")));
    link.replaceWith(again);
  });
}
