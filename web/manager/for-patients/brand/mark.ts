/** A clinic's mark: an SVG of one color, as the `data:` address that its document holds. */

/** Characters of the address, as the security rules have it. */
const MOST = 20_000;
const ADDRESS = "data:image/svg+xml;base64,";
/** Attributes and properties that give a color. */
const PAINTS = ["fill", "stroke", "stop-color"];
const NO_COLOR = new Set(["", "none", "currentcolor", "transparent", "inherit"]);

export type MarkProblem = { is: "not-svg" } | { is: "too-large"; bytes: number } | { is: "many-colors"; count: number };
export type Mark = { address: string } | { problem: MarkProblem };

export function markOf(text: string): Mark {
  const bytes = new TextEncoder().encode(text);
  const address = ADDRESS + btoa(String.fromCharCode(...bytes.subarray(0, MOST)));
  if (bytes.length > MOST || address.length > MOST) return { problem: { is: "too-large", bytes: bytes.length } };
  // Its styles are looked at and never come to be: the page's policy has none.
  const unstyled = text.replace(/(\s)style(\s*=)/gi, "$1data-style$2");
  const drawn = new DOMParser().parseFromString(unstyled, "image/svg+xml").documentElement;
  if (drawn.localName !== "svg" || drawn.querySelector("parsererror")) return { problem: { is: "not-svg" } };
  const colors = new Set([drawn, ...drawn.querySelectorAll("*")].flatMap(colorsOf));
  return colors.size > 1 ? { problem: { is: "many-colors", count: colors.size } } : { address };
}

function colorsOf(element: Element): string[] {
  const style = element.getAttribute("data-style") ?? "";
  return PAINTS.flatMap((paint) => {
    const styled = new RegExp(`(?:^|;)\\s*${paint}\\s*:\\s*([^;]+)`, "i").exec(style)?.[1];
    const color = (styled ?? element.getAttribute(paint) ?? "").trim().toLowerCase();
    return NO_COLOR.has(color) ? [] : [color];
  });
}
