/** Whether the patch would change anything. */
export function differs<Whole extends object>(whole: Whole, patch: Partial<Whole>): boolean {
  for (const key in patch) if (!Object.is(whole[key], patch[key])) return true;
  return false;
}
