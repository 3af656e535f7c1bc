/** The build of the pages: one HTML file a page, hashed assets, nothing inlined, so that the strict policy holds. */
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { type App, installable } from "./build/app";
import { shippedWith } from "./build/shipped";
import { withWorker } from "./build/worker";

const { app } = readJson<{ app: App }>("public/clinic.json");
const { auth, firestore } = readJson<{ emulators: Record<"auth" | "firestore", { host: string; port: number }> }>(
  "../firebase.json",
).emulators;
const patientPage = shippedWith("index.html");

/** The modules that all pages draw with from their first screens on: one file instead of a dozen small ones. */
const DRAWN = {
  api: "outcome|documents",
  points: "currencies.gen|dates|money|redemption|tenders.en|tier|tier.en|time.en",
  ui: "brand|icons|live-region|offline-note|online|sign-in-form|styles",
  language: "words.en",
  lock: "lock|touches",
};
const DRAWING = new RegExp(
  Object.entries(DRAWN)
    .map(([folder, names]) => `/shared/${folder}/(${names})\\.ts$`)
    .concat("/@lit/reactive-element/decorators/(base|query)\\.js$")
    .join("|"),
);
/** The words of the home screen that every screen beside it says, too. */
const PAGE_WORDS = /\/patient\/((balance|screens)\/)?words\.en\.ts$/;

export default defineConfig({
  root: import.meta.dirname,
  define: { EMULATORS: JSON.stringify({ host: auth.host, auth: auth.port, firestore: firestore.port }) },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index.html", "desk/index.html", "manager/index.html"].map((page) => `${import.meta.dirname}/${page}`),
      output: {
        codeSplitting: {
          groups: [
            { name: "drawing", test: DRAWING },
            { name: "page-words", test: PAGE_WORDS },
          ],
          includeDependenciesRecursively: false,
        },
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

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(`${import.meta.dirname}/${path}`, "utf-8")) as T;
}
