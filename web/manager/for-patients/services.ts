/** Services as managers keep them: what the clinic does, how long it takes and what it costs. */
import type { Kind } from "./kind";

export const services: Kind = {
  title: "Services",
  one: "service",
  named: "name",
  path: "services",
  screen: "appointments",
  empty: "There is no service yet. Patients cannot ask for an appointment.",
  fields: [
    { name: "name", label: "Name", kind: "text", most: 80, example: "Chemical peel" },
    {
      name: "minutes",
      label: "Takes",
      kind: "number",
      unit: "minutes",
      least: 1,
      most: 1_440,
      example: "45",
      isInTable: true,
    },
    { name: "price_minor", label: "Price", kind: "money", example: "225", isInTable: true },
    {
      name: "position",
      label: "Place in the list",
      kind: "number",
      least: 0,
      most: 10_000,
      example: "10; equal ones stand by their names",
      isInTable: true,
    },
    { name: "procedure", label: "Kind of procedure", kind: "text", most: 80, none: "none is named", example: "Peel" },
    {
      name: "description",
      label: "Description",
      kind: "long",
      most: 600,
      none: "nothing is said of it",
      example: "A light acid renews the upper skin. You are pink for two days.",
    },
  ],
  given: { position: "0" },
  fresh: { name: "New service", minutes: 30, price_minor: 0, position: 0, active: true },
  inOrder: (one, other) =>
    Number(one["position"] ?? 0) - Number(other["position"] ?? 0) ||
    String(one["name"]).localeCompare(String(other["name"])),
};
