import { availableParallelism } from "node:os";
import { join } from "node:path";

import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

import { compressFolder } from "./.tasks/compress.mjs";

/** The suites of tests/, in the order in which a failure tells most. A run in which one of them ran nothing fails. */
const suites: Readonly<Record<string, { readonly testTimeout: number }>> = {
  unit: { testTimeout: 120_000 },
  property: { testTimeout: 240_000 },
  contract: { testTimeout: 120_000 },
  integration: { testTimeout: 240_000 },
  browser: { testTimeout: 300_000 },
  e2e: { testTimeout: 300_000 },
};

/**
 * The file of script that begins what takes long while the others are on their way: the connection, and the first date
 * in the reader's own way of writing, for which a browser reads a language's rules.
 */
const EARLY = "early";
/** The file that opens the plan, of which the screens and their libraries know, but which knows of none of them. */
const PLAN = "plan";
const LIBRARIES = "libraries";
const EVERY_PAGE: ReadonlySet<string> = new Set([EARLY, PLAN, LIBRARIES, "index"]);

/**
 * Files at a time, of all suites: each has its own server, browser and folder. Left to itself vitest keeps one core free,
 * which on two cores is half of them; beyond four the browsers only wait for each other.
 */
const FILES_AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

function librariesFirst(files: string[]): string[] {
  return files.toSorted((a, b) => Number(b.includes(LIBRARIES)) - Number(a.includes(LIBRARIES)));
}

const built = join(import.meta.dirname, "dist", "client");

export default defineConfig({
  root: "client",
  plugins: [
    react(),
    // React Aria's own words come in 34 languages; the screen speaks one. Dates still follow the reader's locale.
    { ...optimizeLocales.vite({ locales: ["en-GB", "en-US"] }), enforce: "pre" },
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      manifest: {
        name: "Waymark",
        short_name: "Waymark",
        description: "A shared work plan: columns are missions, cards are objectives.",
        start_url: "/",
        display: "standalone",
        background_color: "#f5f4f0",
        theme_color: "#1f4f46",
        icons: [
          { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
        ],
      },
      // They are among the files below already.
      includeManifestIcons: false,
      workbox: {
        globPatterns: ["**/*.{js,css,html,svg,png,woff2}"],
        // Few plans have these letters; where they do, the browser keeps the file by itself.
        globIgnores: ["**/inter-{greek,cyrillic}-*"],
        navigateFallback: "/index.html",
        navigateFallbackAllowlist: [/^\/$/, /^\/p\//, /^\/join$/, /^\/account$/],
      },
    }),
    {
      name: "early",
      apply: "build",
      // They are part of what main.tsx imports, all of which waits for the last file. These tags run them when they are there.
      transformIndexHtml: {
        order: "post",
        handler: (_page, { bundle }) =>
          Object.values(bundle ?? {}).flatMap(({ name, fileName }) =>
            name === EARLY || name === PLAN
              ? [
                  {
                    tag: "script",
                    attrs: { type: "module", async: true, src: `/${fileName}` },
                    injectTo: "head-prepend",
                  },
                ]
              : [],
          ),
      },
    },
    {
      name: "compile-ahead",
      apply: "build",
      // What every page runs is compiled whole, beside the page's other work, not function by function as each is called.
      // A browser heeds it in the first line only, above which Vite writes what it knows of other files.
      generateBundle: {
        order: "post",
        handler: (_options, bundle) => {
          for (const file of Object.values(bundle)) {
            if (file.type === "chunk" && EVERY_PAGE.has(file.name))
              file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
          }
        },
      },
    },
    {
      name: "compress",
      apply: "build",
      enforce: "post",
      // After the service worker has been written.
      closeBundle: { order: "post", sequential: true, handler: () => compressFolder(built) },
    },
  ],
  build: {
    outDir: built,
    emptyOutDir: true,
    // What a part that is shown later imports is fetched with all others once the page is at rest: naming each in the
    // page's head, so that it comes a little sooner, would leave some sixty elements there. Style sheets it must name.
    // The page itself names the libraries first: they take longest, and a seventh file waits until one of six is there.
    modulePreload: {
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === "html" ? librariesFirst(needed) : needed.filter((file) => file.endsWith(".css")),
    },
    // What every page needs comes in three files, not in one per part that a later file shares: six at a time is all that
    // a browser fetches from one host. The libraries change seldom, so that a newer Waymark leaves them where they are.
    // What the bundler itself needs of each file it puts in one of its own, whatever is asked of it.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: EARLY, test: /client\/(?:plan\/earlySocket|ui\/dateFormats)\.ts$/u, priority: 2 },
            { name: PLAN, test: /client\/app\/openAhead\.ts$/u, priority: 1.5 },
            { name: LIBRARIES, tags: ["$initial"], test: /node_modules/u, priority: 1 },
            { name: "waymark", tags: ["$initial"] },
          ],
        },
      },
    },
  },
  test: {
    root: import.meta.dirname,
    projects: Object.entries(suites).map(([name, settings]) => ({
      root: import.meta.dirname,
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        hookTimeout: 120_000,
        maxWorkers: FILES_AT_ONCE,
        expect: { poll: { timeout: 60_000 } },
        ...settings,
      },
    })),
  },
});
