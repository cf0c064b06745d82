// How this reader writes dates. A formatter takes longer to make than a hundred dates to write, and the first one has the
// browser read a language's rules: these are made in the small file that runs before the others.
export const SHORT = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
export const SHORT_WITH_YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
export const LONG = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
export const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "long" });
export const AGE = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
