/**
 * Removes what Waymark keeps of anybody on this device. What cannot be removed, as where a browser forbids storing, is
 * not there either.
 */
export async function wipeDevice(): Promise<void> {
  for (const storage of [() => localStorage, () => sessionStorage]) forget(storage);
  await removeCopies();
}

/** Removes the copies of plans, and what people keep beside them. */
export async function removeCopies(): Promise<void> {
  forget(() => localStorage, "waymark/");
  try {
    const databases = await indexedDB.databases();
    const names = databases.flatMap(({ name }) => (name?.startsWith("waymark") === true ? [name] : []));
    await Promise.all(names.map(removeDatabase));
  } catch {
    // A browser that forbids storing has none.
  }
}

/** A page that has it open still gives it up as soon as it is asked; until then it must not hold this up. */
function removeDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const type of ["success", "error", "blocked"]) request.addEventListener(type, () => resolve());
  });
}

/** Removes Waymark itself, which the page needs to open without a network. Nobody's plan is in it. */
export async function removeProgram(): Promise<void> {
  try {
    const names = await caches.keys();
    const registrations = await navigator.serviceWorker.getRegistrations();
    await Promise.all([
      ...names.map((name) => caches.delete(name)),
      ...registrations.map((registration) => registration.unregister()),
    ]);
  } catch {
    // Neither is there outside a secure page.
  }
}

function forget(storage: () => Storage, beginning = "waymark"): void {
  try {
    for (const name of Object.keys(storage())) if (name.startsWith(beginning)) storage().removeItem(name);
  } catch {
    // Nothing is kept.
  }
}
