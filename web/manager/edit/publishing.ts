/** Publishing in words: the word of the one button, and what became of a release. */
import type { RuleManaged } from "../../shared/api/contracts.gen";
import { dateIn, formatDay, formatTime } from "../../shared/points/dates";
import type { ManagerContext } from "../manager-context";
import { rules } from "../rules/rule";
import type { Moment } from "./moment";
import { sheetWords } from "./words";

/** A draft is on its way, or live; or somebody decided on a release. */
export class Published extends Event {
  constructor(
    readonly managed: RuleManaged,
    name: "published" | "decided" = "published",
  ) {
    super(name);
  }
}

const outcomeWords = {
  live: (title: string, version: number) => `${title}: version ${version} is live. Open phones and desks show it.`,
  waiting: (title: string) => `${title}: it waits for a second person’s yes.`,
  scheduled: (title: string, when: string) => `${title}: live from ${when}.`,
  stale: (title: string) => `${title}: another version was published meanwhile, so this one was not.`,
  canceled: (title: string) => `${title}: canceled. Nothing changes.`,
} as const;

/** The word of the button: it says what pressing it does. */
export function primaryWord({ needs }: RuleManaged, { isNow }: Moment, { managing, uid }: ManagerContext): string {
  if (needs.second_person) {
    const others = [...managing].filter(([other]) => other !== uid);
    const [only] = others;
    return others.length === 1 && only ? sheetWords.ask(only[1].name) : sheetWords.askSomebody;
  }
  if (!isNow) return sheetWords.schedule;
  return needs.wait_minutes ? sheetWords.wait(needs.wait_minutes) : sheetWords.publish;
}

/** "December 1, 2026, 12:00 AM" by the clinic's clock. */
export function instantWords(at: Date, { clinic }: Pick<ManagerContext, "clinic">): string {
  const { locale, timeZone } = clinic;
  return `${formatDay(dateIn(timeZone, at), locale, false)}, ${formatTime(at, locale, timeZone)}`;
}

export function outcome(
  { rule, state, version, live_version: live, effective_at: at }: RuleManaged,
  manager: ManagerContext,
): string {
  const { title } = rules[rule];
  switch (state) {
    case "waiting":
      return outcomeWords.waiting(title);
    case "scheduled":
      return outcomeWords.scheduled(title, at ? instantWords(new Date(at), manager) : "");
    case "stale":
      return outcomeWords.stale(title);
    case "canceled":
      return outcomeWords.canceled(title);
    default:
      return outcomeWords.live(title, version ?? live);
  }
}
