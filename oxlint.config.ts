import { defineConfig } from "oxlint";
import type { OxlintOverride } from "oxlint";

/** One door per library: only these folders may import it. */
const doors: Readonly<Record<string, readonly string[]>> = {
  yjs: ["shared/document", "shared/commands", "client/plan", "server/sync"],
  "y-protocols": ["client/plan", "server/sync"],
  "y-websocket": ["client/plan"],
  "y-indexeddb": ["client/plan"],
  lib0: ["shared/protocol", "client/plan", "server/sync"],
  "@dnd-kit/core": ["client/board"],
  zustand: ["client/plan", "client/view"],
  ws: ["server/sync"],
  "node:sqlite": ["server/storage"],
};

/** client → shared ← server. What a top folder must not import, by any spelling. */
const walls: Readonly<Record<string, readonly string[]>> = {
  client: ["server", "tests"],
  server: ["client", "tests"],
  shared: ["client", "server", "tests"],
};

const guests = [...new Set(Object.values(doors).flat())];

function bans(folder: string): { regex: string; message: string }[] {
  const top = folder.split("/")[0] ?? folder;
  const closed = Object.entries(doors).filter(([, open]) => !open.includes(folder));
  return [
    ...closed.map(([library, open]) => ({
      regex: `^${library}(/|$)`,
      message: `Only ${open.join(", ")} may import ${library}.`,
    })),
    ...(walls[top] ?? []).map((wall) => ({
      regex: `^(#${wall}/|(\\.\\./)+${wall}/)`,
      message: `client → shared ← server, nothing else: ${top} must not know ${wall}, not even its types.`,
    })),
    { regex: `^#${top}/`, message: `Inside ${top} import by a relative path.` },
    {
      regex: "^(\\.\\./)+(client|server|shared|tests)/",
      message: "Across top folders import by #shared/…, #server/…, #client/….",
    },
  ];
}

function folderOverride(folder: string): OxlintOverride {
  const files = [`${folder}/**/*.ts`, `${folder}/**/*.tsx`];
  return { files, rules: { "no-restricted-imports": ["error", { patterns: bans(folder) }] } };
}

const overrides: OxlintOverride[] = [
  ...[...Object.keys(walls), ...guests].map(folderOverride),
  { files: ["shared/document/typedMap.ts"], rules: { "no-restricted-properties": "off" } },
  // Parsers and the generic record plumbing are where an unknown value becomes a typed one.
  {
    files: ["shared/model/**", "shared/document/**", "shared/exchange/**"],
    rules: { "typescript/no-unsafe-type-assertion": "off" },
  },
  // A test may expect inside a function that it calls, and takes a value for what it has set up itself.
  {
    files: ["tests/**"],
    rules: {
      "import/no-unassigned-import": "off",
      // Tests of what odd documents do must be able to make one.
      "no-restricted-properties": "off",
      "typescript/no-non-null-assertion": "off",
      "typescript/no-unsafe-type-assertion": "off",
      // Suites are functions that take their subject's name; checks are functions that are called in loops.
      "vitest/expect-expect": "off",
      "vitest/no-conditional-expect": "off",
      "vitest/no-standalone-expect": "off",
      "vitest/require-to-throw-message": "off",
      "vitest/valid-expect": ["error", { maxArgs: 2 }],
      "vitest/valid-title": "off",
    },
  },
  // Screens are made without a test around them as well: see takeScreenshots.ts.
  {
    files: ["tests/support/screens/**", "tests/support/boardPage.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^vitest$", message: "Wait with Playwright: no test runs here." }] },
      ],
    },
  },
  // Tools take their settings from a default export.
  { files: ["*.config.ts"], rules: { "import/no-default-export": "off" } },
  { files: [".tasks/**", "tests/bench/**"], rules: { "no-console": "off" } },
  { files: ["**/*.mjs"], rules: { "typescript/restrict-template-expressions": "off" } },
];

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "promise", "react", "jsx-a11y", "vitest"],
  categories: { correctness: "error", suspicious: "error" },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  ignorePatterns: ["dist", "data", "node_modules", "coverage"],
  rules: {
    eqeqeq: "error",
    "max-lines": ["error", { max: 400, skipBlankLines: false, skipComments: false }],
    "no-console": "error",
    "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
    "no-var": "error",
    "prefer-const": "error",
    "no-restricted-properties": [
      "error",
      { property: "getMap", message: "Only shared/document/typedMap.ts knows how a plan lies in a document." },
      { property: "getText", message: "Only shared/document/typedMap.ts knows how a plan lies in a document." },
      {
        property: "getArray",
        message: "A plan document has no arrays: concurrent moves would double or lose entries.",
      },
    ],
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "import/no-unassigned-import": ["error", { allow: ["**/*.css"] }],
    // Fastify, unlike older versions of Express, waits for a handler's promise.
    "oxc/no-async-endpoint-handlers": "off",
    "oxc/no-barrel-file": ["error", { threshold: 0 }],
    "typescript/ban-ts-comment": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/no-namespace": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/parameter-properties": "error",
    "typescript/switch-exhaustiveness-check": "error",
    // Shadowing a name on purpose, as in `(objective) => …` beside `objective`, is clearer than a second name for it.
    "no-shadow": "off",
    // The compiler checks that every branch returns, and knows an exhaustive switch when it sees one.
    "consistent-return": "off",
    "import/no-named-as-default-member": "off",
    // A field that a person has just opened is where they want to type.
    "jsx-a11y/no-autofocus": "off",
    // What scrolls must be reached by the keyboard.
    "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["tabpanel", "region"] }],
    // role=status is a live region wherever it stands; <output> is for the result of a form.
    "jsx-a11y/prefer-tag-over-role": "off",
    "promise/always-return": "off",
    // Spreading a string into its characters is done on purpose.
    "typescript/no-misused-spread": "off",
    "unicorn/no-useless-spread": "off",
    "unicorn/consistent-function-scoping": "off",
    // Worker threads have no origins.
    "unicorn/require-post-message-target-origin": "off",
    // A list made here may be sorted in place.
    "unicorn/no-array-sort": "off",
    "no-underscore-dangle": "off",
    "typescript/no-base-to-string": [
      "error",
      { ignoredTypeNames: ["Text", "YText", "URL", "URLSearchParams", "Error"] },
    ],
    // `newId<MissionId>()`: a branded type is named once, by the caller.
    "typescript/no-unnecessary-type-parameters": "off",
    "typescript/no-redundant-type-constituents": "off",
    "typescript/no-generated-empty-object-type": "off",
    "typescript/unbound-method": "off",
    // React 19 needs no import for JSX.
    "react/react-in-jsx-scope": "off",
  },
  overrides,
});
