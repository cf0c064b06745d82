import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** `nth` tells the same sentence, said twice, from one that has been said once. */
interface Spoken {
  readonly nth: number;
  readonly sentence: string;
}

const spokenStore = createStore<Spoken>()(() => ({ nth: 0, sentence: "" }));

/** Has a sentence read out by a screen reader, at once, in place of what was being read. */
export function speak(sentence: string): void {
  spokenStore.setState(({ nth }) => ({ nth: nth + 1, sentence }));
}

export function useSpoken(): Spoken {
  return useStore(spokenStore);
}
