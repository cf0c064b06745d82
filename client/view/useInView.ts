import { useLayoutEffect, useState } from "react";
import type { RefObject } from "react";

/**
 * Whether any of an element lies in view within its board, or up to half a board's width beyond.
 *
 * @param likely taken for granted until it is known: what surely is in the first picture need not be measured for it
 */
export function useInView(ref: RefObject<Element | null>, likely: boolean): boolean {
  const [inView, setInView] = useState(likely);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const root = element.closest(".board");
    // The observer answers after the first picture; what may be in that picture is looked up at once.
    if (!likely) setInView(isNear(element, root ?? document.documentElement));
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting ?? true), {
      root,
      rootMargin: "0px 50%",
    });
    observer.observe(element);
    return () => observer.disconnect();
    // oxlint-disable-next-line react/exhaustive-deps -- only the first answer is likely; a later one is known
  }, [ref]);
  return inView;
}

function isNear(element: Element, root: Element): boolean {
  const own = element.getBoundingClientRect();
  const { left, right, width } = root.getBoundingClientRect();
  return own.left < right + width / 2 && own.right > left - width / 2;
}
