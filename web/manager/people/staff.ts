/** A member of staff as the page edits them: what may be edited by whom, and the document that an edit becomes. */
import type { Fields } from "../changing/edits";
import type { Member } from "../firestore/team-documents";

export const ROLES = ["front_desk", "manager", "owner"] as const;
export type Role = (typeof ROLES)[number];

export const MEASURES = ["check_ins", "enrolments", "redemptions"] as const;
export type Measure = (typeof MEASURES)[number];

/** The fields of a staff document that are edited; all others stay. */
export interface StaffEdit {
  name: string;
  role: string;
  locationIds: readonly string[];
  quota: Readonly<Partial<Record<Measure, number>>>;
  active: boolean;
}

/** Why somebody may not edit a member of staff; null where they may. */
export type Bar = "own-row" | "of-owners" | null;

export function barOf(self: { uid: string; role: string }, member: Pick<Member, "uid" | "role">): Bar {
  if (self.uid === member.uid) return "own-row";
  return self.role === "owner" || member.role === "front_desk" ? null : "of-owners";
}

/** The roles that somebody may give. */
export function rolesOf(role: string): readonly Role[] {
  return role === "owner" ? ROLES : ["front_desk"];
}

export function editOf({ name, role, locationIds, quota, active }: Member): StaffEdit {
  return { name, role, locationIds, quota, active };
}

/** The document after an edit. Whoever gives a role, a location or access signs for it; a name and a quota need none. */
export function documentOf(before: Fields, edit: StaffEdit, uid: string): Fields {
  const after: Fields = {
    ...before,
    name: edit.name,
    role: edit.role,
    location_ids: [...edit.locationIds],
    weekly_quota: edit.quota,
    active: edit.active,
  };
  const signed = ["role", "location_ids", "active"].some((field) => !isSame(before[field], after[field]));
  return signed ? { ...after, appointed_by: uid } : after;
}

/** True of two values that hold the same, in the same order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A typed number of a quota: null is none, undefined no such number. */
export function expectedOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === "") return null;
  const number = Number(text);
  return /^\d+$/.test(text) && number <= 1000 ? number : undefined;
}
