/** The English of the clinic's health. */
import type { HookHealth, ScheduleHealth } from "../../shared/api/contracts.gen";

export const healthWords = {
  title: "Health",
  owners: "Only owners see this.",
  well: "All is well: nothing here needs anybody.",
  needs: "What needs somebody",
  late: (schedule: string, when: string) =>
    `“${schedule}” last ran ${when}, and has not succeeded for too long. Tell whoever runs the platform: it may be paused, or it fails.`,
  noSecret: (hook: string, secret: string) =>
    `${hook} came in before, and no secret is set for the clinic any more: what is sent now is refused. Ask whoever runs the platform to set ${secret}.`,
  schedules: "Schedules",
  schedule: "What runs by itself",
  every: "How often",
  last: "Last run",
  state: "State",
  never: "not noted yet",
  states: {
    late: "Needs somebody",
    failed: "Failed, and is tried again",
    fine: "Fine",
    waits: "Waits for its first run",
  },
  hooks: "Connected systems",
  system: "System",
  secret: "Secret",
  secretSet: "Set",
  secretNotSet: "Not set",
  event: "Last event",
  noEvent: "none yet",
  proof: "The ledger",
  proved: (when: string, entries: string) => `Proved ${when}: ${entries} entries, nothing found.`,
  cutShort: (when: string) => `The proof of ${when} was cut short. The next night goes on with it.`,
  appCheck: "App Check",
  appCheckText:
    "An app that sends an App Check token must send a valid one. These pages send none and are let in by their sign-in, so do not enforce App Check in the Firebase console.",
} as const;

type Schedules = Readonly<Record<ScheduleHealth["name"], { readonly name: string; readonly every: string }>>;

export const scheduleWords: Schedules = {
  nightly_audit: { name: "Proof of the ledger", every: "every night" },
  sweep_points: { name: "Points that end, and reminders", every: "every hour" },
  refresh_tiers: { name: "Tiers, memberships and offers", every: "every hour" },
  deliver_notices: { name: "Messages to phones", every: "every 5 minutes" },
  publish_releases: { name: "Scheduled changes of rules", every: "every 5 minutes" },
};

type Hooks = Readonly<Record<HookHealth["name"], { readonly name: string; readonly secret: string }>>;

export const hookWords: Hooks = {
  stripe_events: { name: "Payments of memberships", secret: "STRIPE_WEBHOOK_SECRETS" },
  ingest_treatments: { name: "Treatments from the records system", secret: "RECORDS_SECRETS" },
};
