import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { describe, expect, it } from "vitest";

import { REACT_ARIA_STYLES } from "#server/http/securityHeaders.ts";

const components = createRequire(import.meta.resolve("react-aria-components"));
const folder = join(dirname(components.resolve("react-aria/package.json")), "dist", "private");

/** The content of every style tag that the installed React Aria makes. */
function injectedStyles(): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .filter((source) => /createElement\(['"]style['"]\)/.test(source))
    .map((source) => {
      const template = /\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1] ?? "";
      return template
        .replaceAll(/\$\{(\S+?)\}/g, (_, name: string) => {
          const constant = source.split(`const ${name} = '`)[1]?.split("'")[0];
          return constant ?? `\${${name}}`;
        })
        .trim();
    });
}

describe("the content policy", () => {
  it("SRV-11: allows exactly the style tags of the installed React Aria", () => {
    const styles = injectedStyles();
    for (const style of styles) expect(style).toMatch(/^@layer \{[^$]+\}$/);
    const hashes = styles.map((style) => `'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    expect(new Set(hashes)).toEqual(new Set(REACT_ARIA_STYLES));
  });
});
