import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { limitSettings, settings } from "#server/config.ts";
import type { Setting } from "#server/config.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), "utf8");

const pages = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

/** The settings page, as it must be. */
function settingsPage(): string {
  const row = ({ name, fallback, says }: Setting): string => `| \`${name}\` | ${fallback || "–"} | ${says} |`;
  const table = (all: readonly Setting[]): string =>
    ["| variable | default | what it does |", "| --- | --- | --- |", ...all.map(row)].join("\n");
  return `# Settings

Environment variables, read once at the start. This page is made from \`server/config.ts\`; a test fails when it differs, and
\`npx vitest run --project unit tests/unit/docs -u\` makes it anew.

${table(Object.values(settings))}

## Limits

What the server holds others to. The defaults suit one plan with hundreds of people.

${table(Object.values(limitSettings))}
`;
}

describe("the documents", () => {
  it("SRV-20: every npm command that is named exists, and every one that exists is in README", () => {
    const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
    for (const page of pages) {
      for (const [, name = ""] of read(page).matchAll(/npm run ([a-z:]+)/g))
        expect(Object.keys(scripts), page).toContain(name);
    }
    for (const name of Object.keys(scripts)) {
      expect(read("README.md")).toMatch(new RegExp(`npm (run )?${name}\\b`));
    }
    for (const [, name = ""] of read("README.md").matchAll(/npm run bench -- (\w+)/g)) {
      expect(existsSync(join(root, "tests", "bench", `${name}.ts`)), name).toBe(true);
    }
  });

  it("SRV-20: README's commands run files that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
    for (const script of Object.values(scripts)) {
      for (const [file] of script.matchAll(/\.tasks\/\w+\.mjs/g)) expect(existsSync(join(root, file)), file).toBe(true);
    }
  });

  it("SRV-20: every link to a file resolves", () => {
    for (const page of pages) {
      for (const [, target = ""] of read(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
        if (/^https?:/.test(target)) continue;
        const path = resolve(root, dirname(page), target);
        expect(existsSync(path), `${page} links to ${relative(root, path)}`).toBe(true);
      }
    }
  });

  it("SRV-20: the settings page is as the server reads them", async () => {
    await expect(settingsPage()).toMatchFileSnapshot(join(root, "docs", "settings.md"));
  });

  it("SRV-20: every close code is explained as the person reads it", () => {
    const page = read("docs/operating.md");
    for (const { code, reason, whatNow } of Object.values(closeCodes)) {
      expect(page).toContain(`| ${code} | ${reason} | ${whatNow} |`);
    }
    const listed = [...page.matchAll(/^\| (\d{4}) \|/gm)].map(([, code]) => Number(code));
    expect(listed).toEqual(Object.values(closeCodes).map(({ code }) => code));
  });

  it("SRV-20: each stop of the way of one drag is where the page says, and says so itself", () => {
    const stops = [...read("docs/architecture.md").matchAll(/^\| (\d+) \| (.*?) \|/gm)];
    expect(stops.map(([, stop]) => Number(stop))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const [, stop, links = ""] of stops) {
      const files = [...links.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = ""]) => file);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        expect(read(file).split("\n", 1)[0], file).toMatch(new RegExp(`^// Stop ${stop} of the way of one drag`));
      }
    }
  });

  it("SRV-20: every folder of the tree is described, and no other", () => {
    const described = [...read("docs/architecture.md").matchAll(/^\| ((?:`[\w./]+`(?:, )?)+) \|/gm)].flatMap(
      ([, names = ""]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    );
    for (const name of described) expect(existsSync(join(root, name)), name).toBe(true);
    for (const top of ["shared", "client", "server"]) {
      for (const entry of readdirSync(join(root, top), { withFileTypes: true })) {
        if (entry.isDirectory() && entry.name !== "public") expect(described).toContain(`${top}/${entry.name}`);
      }
    }
  });
});
