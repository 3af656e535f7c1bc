/** The tokens of the pages for a part of one: by a scheme of its own, and in proportion to its own width. */

export type Scheme = "light" | "dark";

const DARK = /prefers-color-scheme:\s*dark/;

/** Sets on an element what the page's style sheets set on its root in a scheme. A brand's own tokens are left to the brand. */
export function setTokens(on: HTMLElement, scheme: Scheme): void {
  for (const [token, value] of tokensOf(scheme)) {
    // What grows with the window grows here with the part.
    on.style.setProperty(token, value.replaceAll(/(\d)vw/g, "$1cqi"));
  }
  on.style.setProperty("color-scheme", scheme);
}

function tokensOf(scheme: Scheme): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const { cssRules } of document.styleSheets) {
    for (const rule of cssRules) {
      if (rule instanceof CSSStyleRule) collect(rule, tokens);
      else if (rule instanceof CSSMediaRule && DARK.test(rule.conditionText) && scheme === "dark")
        for (const inner of rule.cssRules) if (inner instanceof CSSStyleRule) collect(inner, tokens);
    }
  }
  return tokens;
}

function collect({ selectorText, style }: CSSStyleRule, tokens: Map<string, string>): void {
  if (selectorText !== ":root") return;
  for (const token of style) if (token.startsWith("--")) tokens.set(token, style.getPropertyValue(token));
}
