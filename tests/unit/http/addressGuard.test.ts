import type { IncomingMessage } from "node:http";

import { describe, expect, it } from "vitest";

import { createAddressGuard } from "#server/http/addressGuard.ts";

const PORT = 3000;

function decide(headers: IncomingMessage["headers"], publicUrl: string | null = null): string | null {
  const guard = createAddressGuard({ publicUrl: publicUrl === null ? null : new URL(publicUrl) });
  return guard({ headers, socket: { localPort: PORT } } as IncomingMessage);
}

const host = "localhost:3000";

describe("who may ask", () => {
  it.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST:3000"])("SRV-7: Host %s is ours", (name) => {
    expect(decide({ host: name })).toBeNull();
  });

  it.each([
    undefined,
    "",
    "localhost",
    "localhost:3001",
    "evil.example",
    "evil.example:3000",
    "localhost.evil.example:3000",
    "localhost:3000@evil.example",
    "evil.example/localhost:3000",
    "localhost:3000#",
    "127.0.0.1.nip.io:3000",
    "0.0.0.0:3000",
    "2130706433:3000",
    "plan.example.org",
  ])("SRV-7: Host %s is not", (name) => {
    expect(decide(name === undefined ? {} : { host: name })).toBe("foreignHost");
  });

  it("SRV-7: PUBLIC_URL is ours, with its own port only", () => {
    const publicUrl = "https://plan.example.org";
    expect(decide({ host: "plan.example.org" }, publicUrl)).toBeNull();
    expect(decide({ host: "plan.example.org:443" }, publicUrl)).toBeNull();
    expect(decide({ host: "plan.example.org:8443" }, publicUrl)).toBe("foreignHost");
    expect(decide({ host: "plan.example.org.evil.example" }, publicUrl)).toBe("foreignHost");
  });

  it.each([undefined, "http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "SRV-8: Origin %s is let in",
    (origin) => {
      expect(decide(origin === undefined ? { host } : { host, origin })).toBeNull();
    },
  );

  it.each([
    "null",
    "",
    "http://localhost",
    "http://localhost:3001",
    "https://localhost:3000",
    "http://localhost:3000/",
    "http://localhost:3000.evil.example",
    "http://localhost:3000@evil.example",
    "http://evil.example:3000",
    "http://evil.example",
    "http://127.0.0.1.evil.example:3000",
    "HTTP://LOCALHOST:3000",
    "http://user@localhost:3000",
    "file://",
    "chrome-extension://localhost:3000",
    "javascript:alert(1)",
  ])("SRV-8: Origin %s is refused", (origin) => {
    expect(decide({ host, origin })).toBe("foreignOrigin");
  });

  it("SRV-8: behind TLS only the https origin is ours", () => {
    const publicUrl = "https://plan.example.org";
    const at = (origin: string): string | null => decide({ host: "plan.example.org", origin }, publicUrl);
    expect(at("https://plan.example.org")).toBeNull();
    expect(at("http://plan.example.org")).toBe("foreignOrigin");
    expect(at("https://plan.example.org:444")).toBe("foreignOrigin");
    expect(at("https://evil.plan.example.org")).toBe("foreignOrigin");
  });
});
