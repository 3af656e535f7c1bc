import { describe, expect, it } from "vitest";
import { waysOf } from "../../shared/api/settings";
import { codeOf } from "./sign-in-link";

describe("the ways that a clinic offers to sign in", () => {
  it.each([
    [
      ["link", "password"],
      ["link", "password"],
    ],
    [
      ["password", "link"],
      ["password", "link"],
    ],
    [["link"], ["link"]],
    [["link", "link"], ["link"]],
    [["fax", "link"], ["link"]],
    [["fax"], ["password"]],
    [[], ["password"]],
    [undefined, ["password"]],
  ])("named %j are %j", (named, ways) => expect(waysOf(named)).toEqual(ways));
});

describe("the code of a link", () => {
  it("is the same in the e-mail and where the link leads", () => {
    const asked = "mode=signIn&lang=en&oobCode=a1-B2&apiKey=any";
    expect(
      codeOf(`https://clinic.firebaseapp.com/__/auth/action?${asked}&continueUrl=https%3A%2F%2Fclinic.example`),
    ).toBe("a1-B2");
    expect(codeOf(`https://clinic.example/?apiKey=any&oobCode=a1-B2&mode=signIn#history`)).toBe("a1-B2");
  });

  it.each([
    "",
    "a1-B2",
    "https://clinic.example/",
    "https://clinic.example/?oobCode=a1",
    "https://clinic.example/?mode=resetPassword&oobCode=a1",
  ])("is not in %j", (text) => expect(codeOf(text)).toBeNull());
});
