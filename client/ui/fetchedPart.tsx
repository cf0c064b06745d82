import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";

import { fetchLooksAgain } from "./failedLooks.ts";

/** A part of the page could not be fetched. After `forget` it is fetched anew when it is drawn next. */
export class PartMissing extends Error {
  readonly forget: () => void;

  constructor(forget: () => void, cause: unknown) {
    super("A part of the page could not be fetched.", { cause });
    this.forget = forget;
  }
}

/** A part whose code is fetched when it is drawn first. React's own `lazy` fails for good once that has failed. */
export function fetchedPart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const fetchAnew = (): LazyExoticComponent<ComponentType<Props>> =>
    lazy(async () => {
      try {
        const part = await load();
        await fetchLooksAgain();
        return { default: part };
      } catch (error) {
        throw new PartMissing(() => {
          Fetched = fetchAnew();
        }, error);
      }
    });
  let Fetched = fetchAnew();
  return function FetchedPart(props: Props) {
    return <Fetched {...props} />;
  };
}
