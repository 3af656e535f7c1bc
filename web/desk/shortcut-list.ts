/** The keys of the desk. */
import { customElement } from "lit/decorators.js";
import { KeyDialog } from "../shared/ui/key-dialog";
import { deskWords } from "./words";

const shortcutWords = {
  shortcutRows: [
    ["Scan", "starts the next patient, from anywhere"],
    ["/", "before a scan, looks for a patient without a phone"],
    ["T", "before a scan, lists the receipts of today"],
    ["D", "before a scan, shows all of today and the till"],
    ["Q", "before a scan, answers the appointments that patients ask for"],
    ["Enter", "credits"],
    ["C D I F", "cash, card, insurance, financing"],
    ["W P", "wallet money, points: of points, type how many"],
    ["+", "adds a line for a split payment"],
    ["R", "uses points off a bill or for a reward"],
    ["B", "gives money back for an earlier purchase"],
    ["N", "takes the receipt’s number down"],
    ["A", "adjusts points; before a scan, shows the adjustments that wait"],
    ["V", "moves or cancels accepted visits: of the patient who is there; before a scan, of anybody"],
    ["Y", "before a scan, says a second person’s yes (managers)"],
    ["M", "moves a purchase to the patient who paid it"],
    ["E", "gives expired points a new life (managers)"],
    ["J", "enrolls in a membership, renews, changes, pauses or cancels it"],
    ["T", "with a patient there, notes a treatment that was done"],
    ["O", "pays out what little is left of paid-in money"],
    [
      "U",
      "undoes an earlier act: wallet money, points that were used, what was paid out, a treatment or a change of a membership of today",
    ],
    ["X", "closes the patient’s account; before a scan, reopens a closed one (managers)"],
    ["Ctrl Z", "takes the last act back, for two minutes"],
    ["K", "credits the amount that waits above"],
    ["Esc", "leaves the patient; an amount that is typed waits above"],
    ["?", "shows this"],
  ],
} as const;

@customElement("shortcut-list")
export class ShortcutList extends KeyDialog {
  protected override readonly name = deskWords.shortcuts;
  protected override readonly keys = shortcutWords.shortcutRows;
}
