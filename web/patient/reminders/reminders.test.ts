import { describe, expect, it } from "vitest";
import { standingOf } from "./reminders";

const on = { canReceive: true, hasKey: true, permission: "granted" as const, hasDevice: true, wanted: true };

describe("how reminders stand on a phone", () => {
  it("is on only where browser, phone and patient all say so", () => {
    expect(standingOf(on)).toBe("on");
    expect(standingOf({ ...on, wanted: false })).toBe("off");
    expect(standingOf({ ...on, hasDevice: false })).toBe("off");
    expect(standingOf({ ...on, permission: "default" })).toBe("off");
  });

  it("is told honestly where they cannot come", () => {
    expect(standingOf({ ...on, permission: "denied" })).toBe("blocked");
    expect(standingOf({ ...on, canReceive: false, permission: "default" })).toBe("unsupported");
    expect(standingOf({ ...on, hasKey: false, canReceive: false })).toBe("not-set-up");
  });
});
