/**
 * The first moments of a screen: what is pressed in them was meant for the screen before, so it does nothing.
 *
 * A click is also dropped as the second of a double-click, however slow the hand, and Enter as that of a double press. Enter is heard at
 * once after another key on the same screen: whoever types an amount has seen where.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Milliseconds in which nobody has read a new screen. */
export const FIRST_MOMENTS = 600;
/** The keys that begin what a screen offers, or take it back. */
const DOING = new Set(["Enter", " ", "Delete"]);
/** Pixels within which two clicks are at one place. */
const ONE_PLACE = 16;
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock"]);

type Click = Pick<MouseEvent, "detail" | "clientX" | "clientY">;

let shownAt = Number.NEGATIVE_INFINITY;
let pressedAt = Number.NEGATIVE_INFINITY;
let clicked = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
let isTouched = false;

/** Another screen is shown, or another question is asked. */
export function showAnother(): void {
  shownAt = performance.now();
  isTouched = false;
}

/** True in the first moments of a screen. */
export function isNew(): boolean {
  return performance.now() - shownAt < FIRST_MOMENTS;
}

/** Answers whether a key is to be dropped. */
export function isSlip({ key, repeat }: Pick<KeyboardEvent, "key" | "repeat">): boolean {
  if (!DOING.has(key)) {
    isTouched ||= !MODIFIERS.has(key);
    return false;
  }
  const now = performance.now();
  if (repeat || (!isTouched && (isNew() || now - pressedAt < FIRST_MOMENTS))) return true;
  [pressedAt, isTouched] = [now, false];
  return false;
}

/** Answers whether a click is to be dropped; one without a count is that of a key, or of a program. */
export function isSlipOfClick({ detail, clientX: x, clientY: y }: Click): boolean {
  if (detail === 0) return false;
  const at = performance.now();
  const isAtOnePlace = Math.hypot(x - clicked.x, y - clicked.y) < ONE_PLACE;
  if (detail > 1 || isNew() || (isAtOnePlace && at - clicked.at < FIRST_MOMENTS)) return true;
  clicked = { at, x, y };
  return false;
}

/** Something was typed here, by whatever hand. */
function touch(): void {
  isTouched = true;
}

export class FirstMoments implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost & EventTarget) {
    host.addController(this);
  }

  hostConnected(): void {
    showAnother();
    addEventListener("keydown", this.#press, { capture: true });
    addEventListener("input", touch, { capture: true });
    addEventListener("click", this.#click, { capture: true });
  }

  hostDisconnected(): void {
    removeEventListener("keydown", this.#press, { capture: true });
    removeEventListener("input", touch, { capture: true });
    removeEventListener("click", this.#click, { capture: true });
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (!isEditing(event) && isSlip(event)) drop(event);
  };

  readonly #click = (event: MouseEvent): void => {
    if (event.composedPath().includes(this.host) && isSlipOfClick(event)) drop(event);
  };
}

function drop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** True where a space or a deletion changes a text that is typed. */
function isEditing(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  const isText = event.key === " " || event.key === "Delete";
  return isText && target instanceof HTMLInputElement && target.type !== "radio" && target.value !== "";
}
