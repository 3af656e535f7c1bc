/** The English of what stands below the invitation to scan, and comes after it. */
const of =
  (one: string, many: string) =>
  (done: number, quota: number): string =>
    `${done} of ${quota} ${quota === 1 ? one : many}`;

export const readyWords = {
  otherWays: "Without a scan",
  noPhone: "No phone?",
  receipts: "Receipts of today",
  requests: "Appointment requests",
  waiting: (many: number) => (many === 1 ? "1 waits" : `${many} wait`),
  adjustments: "Adjustments that wait",
  thisWeek: (parts: string) => `This week: ${parts}`,
  ofQuota: {
    check_ins: of("check-in", "check-ins"),
    enrolments: of("enrolment", "enrolments"),
    redemptions: of("redemption", "redemptions"),
  },
} as const;
