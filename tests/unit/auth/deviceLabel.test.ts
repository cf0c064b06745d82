import { describe, expect, it } from "vitest";

import { deviceLabel } from "#server/auth/deviceLabel.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

describe("how a device is called", () => {
  it.each([
    ["Firefox on Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"],
    ["Chrome on Windows", `${WINDOWS} ${WEBKIT} Chrome/138.0.0.0 Safari/537.36`],
    ["Edge on Windows", `${WINDOWS} ${WEBKIT} Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0`],
    ["Opera on Windows", `${WINDOWS} ${WEBKIT} Chrome/138.0.0.0 Safari/537.36 OPR/120.0.0.0`],
    ["Safari on Mac", `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`],
    ["Chrome on Linux", `${LINUX} ${WEBKIT} HeadlessChrome/138.0.0.0 Safari/537.36`],
    ["Chrome on Linux", `${LINUX} ${WEBKIT} Ubuntu Chromium/80.0.3987.149 Safari/537.36`],
    ["Edge on Linux", `${LINUX} ${WEBKIT} HeadlessChrome/138.0.0.0 Safari/537.36 HeadlessEdg/138.0.0.0`],
    ["Chrome on Android", `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/138.0.0.0 Mobile Safari/537.36`],
    ["Safari on iPhone", `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`],
    ["Chrome on iPhone", `${IPHONE} CriOS/138.0.7204.53 Mobile/15E148 Safari/604.1`],
    ["Edge on iPhone", `${IPHONE} Version/18.0 EdgiOS/138.0.3351.65 Mobile/15E148 Safari/605.1.15`],
    ["A browser on Linux", LINUX],
    ["A browser", "curl/8.5.0"],
    ["A browser", undefined],
  ])("SRV-74: “%s”", (label, userAgent) => {
    expect(deviceLabel(userAgent)).toBe(label);
  });

  it("SRV-74: nothing beyond the first 400 characters is read", () => {
    expect(deviceLabel(`${" ".repeat(400)}Firefox/140.0`)).toBe("A browser");
  });
});
