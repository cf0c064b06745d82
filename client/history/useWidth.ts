import { useLayoutEffect, useState } from "react";
import type { RefCallback } from "react";

/** The width of an element in CSS pixels, followed as it changes; 0 until it has been measured. */
export function useWidth(): readonly [RefCallback<Element>, number] {
  const [element, setElement] = useState<Element | null>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return undefined;
    const measure = (): void => setWidth(Math.round(element.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, width];
}
