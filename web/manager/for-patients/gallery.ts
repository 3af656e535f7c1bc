/** The gallery as managers keep it: pairs of pictures, each with the consent of the person who is seen there. */
import type { Kind } from "./kind";
import { fieldWords } from "./words";

export const gallery: Kind = {
  title: "Gallery",
  one: "pair",
  named: "title",
  path: "gallery",
  besidePath: "gallery_consents",
  screen: "gallery",
  empty: "There is no pair yet. Patients read that pictures are shown once somebody who was treated agrees to it.",
  sides: ["before", "after"],
  fields: [
    { name: "title", label: "Title", kind: "text", most: 80, example: "Even tone after one peel" },
    { name: "service_id", label: "Service", kind: "choice" },
    {
      name: "alt_before",
      label: "The picture before, in words",
      kind: "text",
      most: 200,
      example: "A cheek with uneven color",
    },
    {
      name: "alt_after",
      label: "The picture after, in words",
      kind: "text",
      most: 200,
      example: "The same cheek, even in color",
    },
    { name: "consent_on", label: "Consent given on", kind: "date" },
    { name: "consent_until_on", label: "Consent until", kind: "date", none: "until it is withdrawn", isInTable: true },
    { name: "form", label: "Number of the form", kind: "text", most: 80, example: "C-2026-017", isBeside: true },
    {
      name: "where",
      label: "Where it may appear",
      kind: "text",
      most: 200,
      none: "in the app alone",
      example: "in the app, on the clinic’s website",
      isBeside: true,
    },
    {
      name: "position",
      label: "Place in the gallery",
      kind: "number",
      least: 0,
      most: 10_000,
      example: "10",
      isInTable: true,
    },
  ],
  fresh: {
    title: "New pair",
    service_id: "",
    alt_before: "",
    alt_after: "",
    consent_on: "",
    consent_until_on: null,
    withdrawn_at: null,
    active: true,
    position: 0,
  },
  given: { position: "0" },
  freshBeside: { where: "" },
  check: ({ consent_on: from, consent_until_on: until }) =>
    typeof until === "string" && until < String(from) ? ["consent_until_on", fieldWords.notBefore] : null,
  inOrder: (one, other) => Number(one["position"] ?? 0) - Number(other["position"] ?? 0),
};
