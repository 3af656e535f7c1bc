/** The English of the clinic's locations. */

export const locationWords = {
  title: "Locations",
  add: "Add a location",
  name: "Name",
  address: "Address",
  state: "State",
  open: "Open",
  closed: "Closed",
  none: "No location yet. The desk, its people and every purchase belong to one: add the first.",
  nameBound: "1 to 80 characters, as patients know it",
  addressBound: "1 to 200 characters",
  isOpen: "Open to patients",
  isOpenText: "A closed one takes no check-in and no purchase; what happened there stays.",
  save: "Save",
  saving: "Saving…",
  saved: (name: string) => `Saved: ${name}.`,
  added: (name: string) => `${name} is open.`,
} as const;
