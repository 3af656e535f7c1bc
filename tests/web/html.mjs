// Validates what is on the screen, each piece by itself: JSON of `{name: html}` in, one line a problem out.
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const config = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  // A list that a text field narrows, its choice told by aria-activedescendant, is no <select>.
  // A table that is drawn as lines where it is narrow is none to every browser, unless its roles say so.
  rules: { "prefer-native-element": ["error", { exclude: ["listbox"] }], "no-redundant-role": "off" },
};
const validate = new HtmlValidate(new StaticConfigLoader(config));
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
for (const [name, html] of Object.entries(JSON.parse(Buffer.concat(chunks).toString()))) {
  const { results } = await validate.validateString(html, name);
  for (const { messages } of results) {
    for (const { ruleId, message, selector } of messages)
      console.log(`${name}: ${ruleId}: ${message} ${selector ?? ""}`);
  }
}
