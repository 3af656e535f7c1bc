/** The icons, drawn with one line weight; each is decoration beside words, never instead of them. */
import { html, svg, type TemplateResult } from "lit";

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
}

export const icons = {
  camera: icon(
    svg`<path d="M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z"/><circle cx="12" cy="13" r="3.25"/>`,
  ),
  check: icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`),
  code: icon(svg`<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 17.5H20V20h-2.5z"/>`),
  calm: icon(svg`<circle cx="12" cy="12" r="8.25"/><path d="m8.5 12.25 2.5 2.5 4.5-5"/>`),
  notice: icon(svg`<circle cx="12" cy="12" r="8.25"/><path d="M12 7.5V12l3 2"/>`),
  urgent: icon(
    svg`<path d="M8 3.5h8M8 20.5h8M8.5 3.5c0 5 7 5.5 7 8.5s-7 3.5-7 8.5M15.5 3.5c0 5-7 5.5-7 8.5s7 3.5 7 8.5"/>`,
  ),
  courtesy: icon(
    svg`<path d="M12 20s-7.5-4.6-7.5-10.2A4.1 4.1 0 0 1 12 7.6a4.1 4.1 0 0 1 7.5 2.2C19.5 15.4 12 20 12 20z"/>`,
  ),
  bell: icon(svg`<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4M12 5.5v-2"/>`),
  offline: icon(
    svg`<path d="M4 4l16 16M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4.5-2.6M14 9.2a10 10 0 0 1 5 2.8M2 8.5a15 15 0 0 1 4.5-2.9M11 4.5a15 15 0 0 1 11 4"/><path d="M12 19h.01"/>`,
  ),
  place: icon(
    svg`<path d="M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.25"/>`,
  ),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  refused: icon(svg`<circle cx="12" cy="12" r="8.25"/><path d="M12 7.75v5M12 16.2v.01"/>`),
};
