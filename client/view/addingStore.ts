import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** Whether missions are being added: the field stays open when the first one turns an empty plan into a board. */
const addingStore = createStore<{ readonly missions: boolean }>()(() => ({ missions: false }));

export function setAddingMissions(missions: boolean): void {
  addingStore.setState({ missions });
}

export function useAddingMissions(): boolean {
  return useStore(addingStore, (state) => state.missions);
}
