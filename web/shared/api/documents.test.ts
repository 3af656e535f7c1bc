import { describe, expect, it } from "vitest";
import { clinicOf, staffOf } from "./documents";

const sound = { name: "Bella", time_zone: "America/Los_Angeles", currency: "USD", locale: "en-US" };

describe("a clinic's document", () => {
  it("is the clinic", () => {
    expect(clinicOf("bella", sound)).toMatchObject({
      timeZone: "America/Los_Angeles",
      currency: "USD",
      locale: "en-US",
    });
  });

  it.each([
    { time_zone: "localtime" },
    { time_zone: "Factory" },
    { time_zone: 5 },
    { currency: "dollars" },
    { currency: { usd: true } },
  ])("is none where no page could tell the time or count by it: %j", (wrong) => {
    expect(() => clinicOf("bella", { ...sound, ...wrong })).toThrow(RangeError);
  });

  it.each(["en-aa-bb", "", "English language", 5, null, {}])(
    "is written as in the United States where its locale is %j",
    (locale) => {
      expect(clinicOf("bella", { ...sound, locale }).locale).toBe("en-US");
    },
  );
});

describe("a staff document", () => {
  it("has no location that is no text", () => {
    expect(staffOf({ location_ids: ["cal", 5, null] }).locationIds).toEqual(["cal"]);
    expect(staffOf({ location_ids: "cal" }).locationIds).toEqual([]);
  });
});
