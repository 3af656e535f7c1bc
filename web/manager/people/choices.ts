/** Choices of a person's role and locations, and the styles of the forms that have them. */
import { css, html, type TemplateResult } from "lit";
import { personWords, roleTexts, roleWords } from "./words";

export const form = css`
  form {
    display: grid;
    gap: var(--space-5);
  }
  fieldset {
    display: grid;
    gap: var(--space-2);
  }
  legend {
    padding: 0 0 var(--space-2);
    font-size: var(--text-small);
    font-weight: 550;
  }
  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    padding-inline-end: var(--space-4);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius-small);
    cursor: pointer;
  }
  .choice input {
    grid-row: span 2;
  }
  .choice > :nth-child(2) {
    padding-top: var(--space-3);
  }
  .choice > :last-child {
    padding-bottom: var(--space-3);
  }
  .choice .small {
    grid-column: 2;
  }
  .choice:has(:checked) {
    border-color: var(--brand);
  }
  .choice:has(:focus-visible) {
    outline: 3px solid var(--brand);
    outline-offset: 3px;
  }
  .choice input:focus-visible {
    outline: none;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: var(--space-4);
  }
`;

/** The role of a person among those that somebody may give. */
export function roleChoice(roles: readonly string[], chosen: string, change: (role: string) => void): TemplateResult {
  return html`<fieldset>
    <legend>${personWords.role}</legend>
    ${roles.map(
      (role) => html`<label class="choice">
        <input type="radio" name="role" .value=${role} .checked=${role === chosen} @change=${() => change(role)}>
        <span>${roleWords[role]}</span><span class="small quiet">${roleTexts[role]}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** The locations that a person works at. */
export function locationChoice(
  locations: ReadonlyMap<string, string>,
  chosen: readonly string[],
  change: (chosen: readonly string[]) => void,
): TemplateResult {
  const toggle = (id: string): void =>
    change(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return html`<fieldset>
    <legend>${personWords.locations}</legend>
    ${[...locations].map(
      ([id, name]) => html`<label class="choice">
        <input type="checkbox" .checked=${chosen.includes(id)} @change=${() => toggle(id)}><span>${name}</span>
      </label>`,
    )}
  </fieldset>`;
}
