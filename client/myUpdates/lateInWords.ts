/** "Due today", "3 days late", "2 weeks late". */
export function lateInWords(overdueDays: number): string {
  if (overdueDays === 0) return "Due today";
  if (overdueDays < 14) return overdueDays === 1 ? "1 day late" : `${overdueDays} days late`;
  return `${Math.floor(overdueDays / 7)} weeks late`;
}
