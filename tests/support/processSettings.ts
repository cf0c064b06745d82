/**
 * What a process that a test starts is given of this one's settings: where programs lie, and what Node has compiled of
 * the product before (.tasks/test.mjs). Nothing else, so that no test hangs on where it runs.
 */
export const processSettings: Readonly<Record<string, string>> = Object.fromEntries(
  ["PATH", "NODE_COMPILE_CACHE"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
