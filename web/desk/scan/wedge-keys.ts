/** Ties the wedge to the page's keys: what a scanner sends is kept from the page, what a person presses is done. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { SCANNED } from "../../shared/lock/touches";
import { beginningOf, type Key, type Kind, Wedge } from "./wedge";

export interface Scans {
  /** Remembers what keys may open, and answers how to come back to it. */
  keep(): () => void;
  scanned(text: string): void;
  unread(): void;
}

type Field = HTMLInputElement | HTMLSelectElement;

interface Press extends Key {
  event: KeyboardEvent;
  target: EventTarget | undefined;
}

/** Milliseconds by which a timer may be late; the keys of a busy page come after it, and are waited for. */
const LATE = 30;
/** Milliseconds: where a key came late, the next may come as late again, and is waited for so much longer. */
const LATEST = 150;
const MODIFIERS = new Set(["Shift", "CapsLock", "Control", "Alt", "AltGraph", "Meta", "NumLock", "Fn"]);
/** The keys that begin something outside of a text; of the letters, the one that credits what waits. */
const ACTING = new Set([" ", "Delete", "k"]);
/** Kinds of inputs that hold no text. */
const NO_TEXT = new Set(["button", "checkbox", "radio", "reset", "submit"]);
const EDITING = new Set(["Backspace", "Delete"]);

export class WedgeKeys implements ReactiveController {
  readonly #wedge: Wedge<Press>;
  #timer = 0;
  #due = 0;
  #isReplaying = false;
  /** a space was kept from the page: so is its release, by which some browsers press a button */
  #isSpaceKept = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly scans: Scans,
  ) {
    this.#wedge = new Wedge({
      keep: () => this.#keep(),
      replay: ({ event, target }, isFirst) => {
        // What the first key opens has the caret when the next is typed.
        if (isFirst) this.#replay(event, target);
        else setTimeout(() => this.#replay(event, focused()));
      },
      scanned: (text) => this.#heard(() => scans.scanned(text)),
      unread: () => this.#heard(() => scans.unread()),
    });
    host.addController(this);
  }

  /** Codes of this clinic are known by how they begin. */
  expect(clinicId: string): void {
    this.#wedge.beginning = beginningOf(clinicId);
  }

  hostConnected(): void {
    addEventListener("keydown", this.#press, { capture: true });
    addEventListener("keyup", this.#release, { capture: true });
  }

  hostDisconnected(): void {
    removeEventListener("keydown", this.#press, { capture: true });
    removeEventListener("keyup", this.#release, { capture: true });
    clearTimeout(this.#timer);
  }

  readonly #press = (event: KeyboardEvent): void => {
    // What a browser fills in by itself has no key.
    if (this.#isReplaying || event.isComposing || !event.key || MODIFIERS.has(event.key)) return;
    // A key that is held down is a person's.
    const isLet = event.repeat ? !this.#wedge.isScanning : this.#wedge.press(pressOf(event));
    this.#wait(Math.min(Math.max(0, performance.now() - event.timeStamp), LATEST));
    this.#isSpaceKept = event.key === " " && !isLet;
    if (!isLet) stop(event);
  };

  readonly #release = (event: KeyboardEvent): void => {
    if (event.key === " " && this.#isSpaceKept) stop(event);
  };

  #wait(late = 0): void {
    clearTimeout(this.#timer);
    const { patience } = this.#wedge;
    if (patience !== null) this.#lookIn(patience + 1 + late);
  }

  #lookIn(milliseconds: number): void {
    this.#due = performance.now() + milliseconds;
    this.#timer = window.setTimeout(this.#look, milliseconds);
  }

  readonly #look = (): void => {
    if (performance.now() - this.#due > LATE) this.#lookIn(LATE);
    else {
      this.#wedge.pause();
      this.#wait();
    }
  };

  #keep(): () => void {
    const [restoreField, restore] = [keepField(), this.scans.keep()];
    return () => {
      restoreField();
      restore();
    };
  }

  #heard(then: () => void): void {
    dispatchEvent(new Event(SCANNED));
    then();
  }

  /** Does what the browser would have done, had the key not been held. */
  #replay({ key, code, shiftKey }: KeyboardEvent, target: EventTarget | null | undefined): void {
    const at = target instanceof Node && target.isConnected ? target : (focused() ?? document.body);
    const again = new KeyboardEvent("keydown", {
      key,
      code,
      shiftKey,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    this.#isReplaying = true;
    if (at.dispatchEvent(again) && at instanceof HTMLElement) doDefault(at, key);
    this.#isReplaying = false;
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function pressOf(event: KeyboardEvent): Press {
  const [target] = event.composedPath();
  const isCombined = event.ctrlKey || event.metaKey || event.altKey;
  const key = isCombined ? `combined ${event.key}` : event.key;
  return { key, at: event.timeStamp, kind: isCombined ? "moves" : kindOf(event.key, target), event, target };
}

function kindOf(key: string, target: EventTarget | undefined): Kind {
  if (key === "Enter") return "acts";
  const field = isField(target) ? target : null;
  if (EDITING.has(key) && field?.value) return "text";
  if (key.length === 1 && field && !isShortcut(key, field)) return "text";
  if (ACTING.has(key.toLowerCase())) return "acts";
  return key.length === 1 ? "opens" : "moves";
}

/** In an amount, all but digits and what groups them are keys of the desk. */
function isShortcut(key: string, field: Field): boolean {
  return field.matches("[data-digits]") && !/[\d.,\s]/u.test(key);
}

function isField(target: unknown): target is Field {
  if (target instanceof HTMLInputElement) return !NO_TEXT.has(target.type);
  return target instanceof HTMLSelectElement;
}

/** Where the caret is, in whatever component. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** Remembers the field where the caret is, and answers how to set it back. */
function keepField(): () => void {
  const field = focused();
  if (!isField(field)) return () => {};
  const { value } = field;
  const selection = "selectionStart" in field ? ([field.selectionStart, field.selectionEnd] as const) : null;
  return () => {
    if (!field.isConnected) return;
    if (focused() !== field) field.focus();
    if (field.value === value) return;
    field.value = value;
    const isSelected = selection && selection[0] !== null && field instanceof HTMLInputElement;
    if (isSelected) field.setSelectionRange(...selection);
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  };
}

function doDefault(at: HTMLElement, key: string): void {
  if (key === "Enter") enter(at);
  else if (isField(at) && key.length === 1) document.execCommand("insertText", false, key);
  else if (key === " ") at.click();
}

/** Enter presses a button, and from a field the one that sends its form. */
function enter(at: HTMLElement): void {
  if (at.matches("button, summary, a[href]")) at.click();
  else if (at instanceof HTMLInputElement && at.form) {
    const sending = [...at.form.elements].find((each) => each.matches("button:not([type]), [type=submit]"));
    if (sending) (sending as HTMLButtonElement).click();
    else at.form.requestSubmit();
  }
}
