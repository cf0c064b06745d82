/** Unlike all other names it does not begin with the product's: it outlives what is removed at signing out. */
const OWED = "signOutOwed";

let owedHere = false;

/**
 * Whether somebody has signed out here and the server has not been told yet. Its cookie is still there, out of reach of
 * any script; as long as this is owed nobody counts as signed in.
 */
export function isSignOutOwed(): boolean {
  try {
    return owedHere || localStorage.getItem(OWED) !== null;
  } catch {
    return owedHere;
  }
}

export function oweSignOut(owed: boolean): void {
  owedHere = owed;
  try {
    if (owed) localStorage.setItem(OWED, "1");
    else localStorage.removeItem(OWED);
  } catch {
    // It is known until the page is closed.
  }
}
