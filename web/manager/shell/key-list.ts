/** The keys of the managers' page. */
import { customElement } from "lit/decorators.js";
import { KeyDialog } from "../../shared/ui/key-dialog";
import { managerWords } from "../words";

const KEYS = [
  ["/", "searches places, rules and settings"],
  ["Ctrl Enter", "presses the one button of the sheet that is open"],
  ["Esc", "closes what is open, and brings you back to where you were"],
  ["?", "shows this"],
] as const;

@customElement("key-list")
export class KeyList extends KeyDialog {
  protected override readonly name = managerWords.keys;
  protected override readonly keys = KEYS;
}
