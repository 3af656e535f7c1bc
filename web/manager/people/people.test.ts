import { describe, expect, it } from "vitest";
import { inviteOf } from "../entrance/invite-link";
import { barOf, documentOf, editOf, expectedOf, rolesOf } from "./staff";
import { againstQuota } from "./week";

const data = {
  name: "Maya",
  role: "front_desk",
  location_ids: ["encino"],
  active: true,
  weekly_quota: { check_ins: 40 },
  appointed_by: "somebody",
  change_id: "last",
};
const maya = {
  uid: "maya",
  name: "Maya",
  role: "front_desk",
  locationIds: ["encino"],
  active: true,
  quota: { check_ins: 40 },
  data,
};

describe("an edit of a member of staff", () => {
  it("that changes nothing leaves the document as it was", () => {
    expect(documentOf(data, editOf(maya), "me")).toEqual(data);
  });

  it("of a name and a quota is not signed, and keeps who appointed them", () => {
    const after = documentOf(data, { ...editOf(maya), name: "Maya Chen", quota: { redemptions: 3 } }, "me");
    expect(after).toEqual({ ...data, name: "Maya Chen", weekly_quota: { redemptions: 3 } });
  });

  it.each([{ role: "manager" }, { locationIds: [] }, { active: false }])("%o is signed by who makes it", (change) => {
    expect(documentOf(data, { ...editOf(maya), ...change }, "me")["appointed_by"]).toBe("me");
  });
});

it("nobody edits their own row, and managers edit the front desk alone", () => {
  const manager = { uid: "me", role: "manager" };
  expect(barOf(manager, { uid: "me", role: "manager" })).toBe("own-row");
  expect(barOf({ uid: "me", role: "owner" }, { uid: "me", role: "owner" })).toBe("own-row");
  expect(barOf(manager, maya)).toBeNull();
  expect(barOf(manager, { uid: "other", role: "owner" })).toBe("of-owners");
  expect(barOf({ uid: "me", role: "owner" }, { uid: "other", role: "owner" })).toBeNull();
  expect([rolesOf("manager"), rolesOf("owner").length]).toEqual([["front_desk"], 3]);
});

it("a quota is a whole number up to a thousand, or nothing", () => {
  expect(["", " 0 ", "1000", "1001", "-1", "1.5", "1e2", "many"].map(expectedOf)).toEqual([
    null,
    0,
    1000,
    ...Array(5).fill(undefined),
  ]);
});

it("a quota holds at each location that somebody works at", () => {
  const week = againstQuota({ check_ins: 7, enrolments: 1, redemptions: 0 }, { check_ins: 20 }, 2);
  expect(week).toEqual([
    { measure: "check_ins", done: 7, of: 40 },
    { measure: "enrolments", done: 1, of: null },
    { measure: "redemptions", done: 0, of: null },
  ]);
});

it("an invite is read from the address, with the code of a sign-in link alone", () => {
  const at = (query: string): unknown => inviteOf(`https://clinic.example/manager${query}`);
  expect(at("")).toBeNull();
  expect(at("?mode=signIn&oobCode=abc")).toBeNull();
  expect(at("?invite=one")).toEqual({ inviteId: "one", code: null });
  expect(at("?invite=one&mode=verifyEmail&oobCode=abc")).toEqual({ inviteId: "one", code: null });
  expect(at("?invite=one&mode=signIn&oobCode=abc")).toEqual({ inviteId: "one", code: "abc" });
});
