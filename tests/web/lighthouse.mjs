// Lighthouse's accessibility audit of the one tab of a running browser, as it is: its port as argument; its address a line in,
// its score and failures a line out, until there are no more.
import { createInterface } from "node:readline";
import { snapshot } from "lighthouse";
import puppeteer from "puppeteer-core";

const flags = { onlyCategories: ["accessibility"], logLevel: "error", screenEmulation: { disabled: true } };
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${process.argv[2]}`, defaultViewport: null });
for await (const address of createInterface({ input: process.stdin })) {
  const [page] = await browser.pages();
  await page.waitForFunction((expected) => location.href === expected, {}, address);
  const { lhr } = await snapshot(page, { flags });
  const failed = Object.values(lhr.audits).filter(
    ({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score !== 1,
  );
  console.log(JSON.stringify([lhr.categories.accessibility.score, failed.map(({ id }) => id)]));
}
await browser.disconnect();
