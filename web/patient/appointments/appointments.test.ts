import { describe, expect, it } from "vitest";
import {
  type Appointment,
  type AppointmentState,
  appointmentsInOrder,
  isOpen,
  nextRequestId,
  wishesOf,
} from "./appointments";
import { formatMinutes } from "./services";

const NOW = new Date("2026-11-22T18:00:00Z");
const TODAY = "2026-11-22";

const appointment = (appointmentId: string, state: AppointmentState, visitAt: string | null = null): Appointment => ({
  appointmentId,
  serviceId: "peel",
  locationId: "calabasas",
  wishedOn: [TODAY],
  askedAt: new Date("2026-11-20T10:00:00Z"),
  state,
  visitAt: visitAt === null ? null : new Date(visitAt),
  reason: "",
  sending: false,
});

describe("the days of a request", () => {
  it("are those that were filled in, from today until a year ahead", () => {
    expect(wishesOf(["2026-11-22", "", "2027-11-22"], TODAY)).toEqual({ wishes: ["2026-11-22", "2027-11-22"] });
  });

  it.each([
    [["", ""], "none"],
    [["2026-11-21"], "past"],
    [["2027-11-23"], "far"],
    [["2026-11-23", "2026-11-23"], "twice"],
  ] as const)("%j are refused as %s", (days, problem) => {
    expect(wishesOf(days, TODAY)).toEqual({ problem });
  });
});

describe("a patient's appointments", () => {
  it("begin with what waits for the patient, then visits to come, then what was asked for", () => {
    const all = [
      appointment("asked", "requested"),
      appointment("declined", "declined"),
      appointment("later", "accepted", "2026-12-02T18:00:00Z"),
      appointment("sooner", "accepted", "2026-12-01T18:00:00Z"),
      appointment("over", "accepted", "2026-11-22T17:59:59Z"),
      appointment("proposed", "proposed", "2026-12-09T18:00:00Z"),
    ];
    const order = appointmentsInOrder(all, NOW).map(({ appointmentId }) => appointmentId);
    expect(order.slice(0, 4)).toEqual(["proposed", "sooner", "later", "asked"]);
    expect(order.slice(4).sort()).toEqual(["declined", "over"]);
  });

  it("are open until they are answered for good, or the visit is there", () => {
    expect(isOpen(appointment("a", "accepted", "2026-11-22T18:00:01Z"), NOW)).toBe(true);
    expect(isOpen(appointment("a", "accepted", "2026-11-22T18:00:00Z"), NOW)).toBe(false);
    expect(isOpen(appointment("a", "withdrawn"), NOW)).toBe(false);
  });
});

describe("how long a service takes", () => {
  it("is said in hours and minutes, as the locale has them", () => {
    expect(formatMinutes(45, "en-US")).toBe("45 min");
    expect(formatMinutes(75, "en-US")).toBe("1 hr 15 min");
    expect(formatMinutes(120, "es-US")).toBe("2 h");
  });
});

describe("the id of a patient's next request", () => {
  it.each([
    [[], "ana-0-0"],
    [["ana-0-0 requested"], "ana-1-0"],
    [["ana-0-0 declined"], "ana-0-1"],
    [["ana-0-1 proposed", "ana-0-0 declined", "ana-1-7 accepted"], "ana-1-8"],
    [["ana-0-9 withdrawn", "ana-0-10 cancelled"], "ana-0-11"],
    [
      ["0f8b6f0e-1c1b-4a53-9f3c-2f6e requested", "ben-0-0 declined", "ana-5-0 declined", "ana-0-00 declined"],
      "ana-0-0",
    ],
  ] as const)("after %j is %s", (known, next) => {
    const appointments = known.map((each) => {
      const [appointmentId, state] = each.split(" ") as [string, AppointmentState];
      return { appointmentId, state };
    });
    expect(nextRequestId("ana", appointments)).toBe(next);
  });

  it("is none while all five wait", () => {
    const waiting = [0, 1, 2, 3, 4].map((row) => ({ appointmentId: `a-b-${row}-3`, state: "requested" as const }));
    expect(nextRequestId("a-b", waiting)).toBeNull();
    expect(nextRequestId("a-b", waiting.slice(1))).toBe("a-b-0-0");
  });
});
