import { useLayoutEffect, useState } from "react";

/** Whether any of an element lies in view within its board, or up to half a board's width beyond. */
export function useInView(element: Element): boolean {
  const [inView, setInView] = useState(false);
  useLayoutEffect(() => {
    const root = element.closest(".board");
    // The observer answers after the first picture; what is in that picture is looked up at once.
    // oxlint-disable-next-line react/set-state-in-effect -- only a laid-out element can be measured
    setInView(isNear(element, root ?? document.documentElement));
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting ?? true), {
      root,
      rootMargin: "0px 50%",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return inView;
}

function isNear(element: Element, root: Element): boolean {
  const own = element.getBoundingClientRect();
  const { left, right, width } = root.getBoundingClientRect();
  return own.left < right + width / 2 && own.right > left - width / 2;
}
