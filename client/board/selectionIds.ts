/** The button of the selection bar beside which its menu opens. */
export const SELECTION_MOVE_ID = "selection-move";
