/** How the pages are built: one HTML file a page, hashed assets, nothing inlined, so that the strict policy holds. */
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { type App, installable } from "./build/app";
import { shippedWith } from "./build/shipped";
import { withWorker } from "./build/worker";

const { app } = JSON.parse(readFileSync(`${import.meta.dirname}/public/clinic.json`, "utf-8")) as { app: App };
const patientPage = shippedWith("index.html");

/** What both pages draw with from their first screen on: one file instead of eight small ones. */
const DRAWING =
  /shared\/(points\/(dates|money|tier|time\.en|tier\.en|tenders\.en|redemption)|ui\/(styles|icons|brand|sign-in-form)|language\/words\.en)\.ts$/;

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [`${import.meta.dirname}/index.html`, `${import.meta.dirname}/desk/index.html`],
      output: {
        codeSplitting: { groups: [{ name: "drawing", test: DRAWING }], includeDependenciesRecursively: false },
      },
    },
  },
  plugins: [
    installable(app),
    patientPage.plugin,
    withWorker({
      source: `${import.meta.dirname}/worker/sw.ts`,
      file: "sw.js",
      keeps: (file) => patientPage.has(file),
    }),
  ],
});
