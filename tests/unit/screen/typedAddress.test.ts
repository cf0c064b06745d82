import { describe, expect, it } from "vitest";

import { typedAddress } from "#client/objective/typedAddress.ts";

describe("what is typed as a link's address", () => {
  it("SCR-784: what is no address is none, whatever a browser would make of it", () => {
    const odd = [
      ...["not an address at all", "https://exa mple.org", "https://exa%20mple.org/", "https://...", "https://", ""],
      ...["\\\\server\\share", "server\\share", "https:\\\\server\\share", "file:///etc", "javascript:alert(1)"],
      ...["Ask Ada @ the desk", "mailto:Ada", "mailto:", "ada@ example.org", "ada@b@example.org"],
    ];
    for (const typed of odd) expect(typedAddress(typed), typed).toBeUndefined();
  });

  it("SCR-784: an address is taken as people type it", () => {
    for (const whole of [
      ...[
        "https://example.org/",
        "http://127.0.0.1:8080/a",
        "https://[::1]/",
        "https://my_host/Shared Documents/a.docx",
      ],
      ...[
        "https://example.org/find?q=a\\b c",
        "https://bücher.example/",
        "mailto:a@example.org, b@example.org?subject=x",
      ],
    ]) {
      expect(typedAddress(` ${whole}\n`)).toBe(whole);
    }
    expect(typedAddress("example.org/plan")).toBe("https://example.org/plan");
    expect(typedAddress("localhost:8080/plan")).toBe("https://localhost:8080/plan");
    expect(typedAddress("intranet")).toBe("https://intranet");
    expect(typedAddress("ada@example.org")).toBe("mailto:ada@example.org");
  });
});
