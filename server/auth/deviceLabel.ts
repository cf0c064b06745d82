/** In this order, because most browsers name others as well. */
const BROWSERS = [
  [/\b(?:Headless)?Edg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\b(?:Headless)?Chrome\/|\bChromium\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** How somebody may know their device again in a list: “Firefox on Windows”. Of what it says nothing else is kept. */
export function deviceLabel(userAgent: string | undefined): string {
  const browser = nameIn(BROWSERS, userAgent) ?? "A browser";
  const system = nameIn(SYSTEMS, userAgent);
  return system === undefined ? browser : `${browser} on ${system}`;
}

function nameIn(known: readonly (readonly [RegExp, string])[], text = ""): string | undefined {
  return known.find(([pattern]) => pattern.test(text.slice(0, 400)))?.[1];
}
