/** The English of templates. */
import type { TemplateName } from "./templates";

export const templateWords = {
  title: "Begin with a program",
  text: "Each is a whole program in the sentences below. Choosing one publishes its rules; each can be edited afterwards. Or set up rule by rule further down.",
  inAll: "In all three: reminders, checking in, adjustments",
  begin: "Begin with this",
  beginOf: (name: string) => `Begin with this: ${name}`,
  sure: (rules: number) => (rules === 1 ? "Yes, publish this rule" : `Yes, publish these ${rules} rules`),
  back: "Back",
  publishing: (title: string) => `Publishing: ${title}…`,
  again: "Publish the rest",
  stopped: "Not all rules are published yet.",
  live: (title: string) => `${title}: published.`,
  failed: (title: string, why: string) => `${title}: ${why}`,
  waits: (title: string) => `${title}: not published yet.`,
  alone: (title: string) => `Set up by itself: ${title}`,
  stays: (title: string) => `${title} is set up already, and stays as it is.`,
  note: (name: string) => `From the template “${name}”`,
  begun: (name: string) => `The program is live: ${name}. Purchases are credited by it from now on.`,
} as const;

export const templateNames: Readonly<Record<TemplateName, { name: string; later?: string }>> = {
  cash: { name: "10\u00a0% of cash, for six months" },
  members: {
    name: "5\u00a0%, members 15\u00a0%",
    later: "Afterwards, set up Memberships: the plan that gives Member, with your price.",
  },
  cash_back: { name: "Points as cash back" },
};
