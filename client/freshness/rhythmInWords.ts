/** "every week", "every 2 weeks", "every 10 days". */
export function rhythmInWords(days: number): string {
  if (days === 1) return "every day";
  if (days % 7 !== 0) return `every ${days} days`;
  return days === 7 ? "every week" : `every ${days / 7} weeks`;
}

/** The same with nothing before it: "Every week". */
export function rhythmAlone(days: number): string {
  const words = rhythmInWords(days);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
