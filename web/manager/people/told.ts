/** Tells what became of an act on an invite. */
export class Told extends Event {
  constructor(readonly sentence: string) {
    super("told");
  }
}
