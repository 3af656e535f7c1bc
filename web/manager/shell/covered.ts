/** Tells the shell that a sheet of a place covers the page, or no longer does: the rail is out of reach meanwhile. */
export class Covered extends Event {
  constructor(readonly isCovered: boolean) {
    super("covered", { bubbles: true });
  }
}
