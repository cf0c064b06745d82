import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The suites of tests/, in the order in which a failure tells most. A run in which one of them ran nothing fails. */
const suites: Readonly<Record<string, { readonly testTimeout: number; readonly fileParallelism?: boolean }>> = {
  unit: { testTimeout: 10_000 },
  property: { testTimeout: 240_000 },
  contract: { testTimeout: 30_000 },
  integration: { testTimeout: 60_000 },
  browser: { testTimeout: 60_000, fileParallelism: false },
  e2e: { testTimeout: 120_000, fileParallelism: false },
};

export default defineConfig({
  root: "client",
  plugins: [react()],
  build: { outDir: "../dist/client", emptyOutDir: true },
  test: {
    root: import.meta.dirname,
    projects: Object.entries(suites).map(([name, settings]) => ({
      root: import.meta.dirname,
      test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], hookTimeout: 60_000, ...settings },
    })),
  },
});
