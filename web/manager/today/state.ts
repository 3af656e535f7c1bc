/** Whether all is well: the last proof, the closing of days, and the schedules that ought to have run. */

/** The report of a night's proof. */
export interface Proof {
  at: Date;
  entries: number;
  findings: number;
  isComplete: boolean;
}

/** The patterns in one person's acts of a day, which a manager looks at; none of them proves a wrong. */
export interface Exceptions {
  on: string;
  count: number;
  found: readonly Exception[];
}

/** A pattern of one person: `number` of it, where `most` passes; the patient where one is meant. */
export interface Exception {
  pattern: string;
  uid: string;
  number: number;
  most: number;
  patientId: string | null;
}

/** A scheduled release, by the rule that it changes. */
export interface Due {
  rule: string;
  at: Date;
}

export type Trouble =
  | { name: "findings"; findings: number; at: Date }
  | { name: "never-proved" }
  | { name: "proved-long-ago"; at: Date }
  | { name: "cut-short"; at: Date }
  | { name: "overdue"; rule: string; at: Date };

/** Hours without a proof after which a night was missed. */
const NIGHT = 36;
/** Minutes after which a scheduled release should have been live: the schedule runs every five. */
const LATE = 15;

/** The troubles there are now, the gravest first; none where all is well. */
export function troublesOf(proof: Proof | null, due: readonly Due[], now: Date): Trouble[] {
  return [...ofProof(proof, now), ...due.flatMap((each) => overdue(each, now))];
}

function ofProof(proof: Proof | null, now: Date): Trouble[] {
  if (!proof) return [{ name: "never-proved" }];
  const { at, findings, isComplete } = proof;
  return [
    ...(findings > 0 ? [{ name: "findings", findings, at } as const] : []),
    ...(hoursSince(at, now) > NIGHT ? [{ name: "proved-long-ago", at } as const] : []),
    ...(isComplete ? [] : [{ name: "cut-short", at } as const]),
  ];
}

function overdue({ rule, at }: Due, now: Date): Trouble[] {
  return hoursSince(at, now) * 60 > LATE ? [{ name: "overdue", rule, at }] : [];
}

function hoursSince(at: Date, now: Date): number {
  return (now.getTime() - at.getTime()) / 3_600_000;
}
