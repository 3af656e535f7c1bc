/** How the pages are built: one HTML file a page, hashed assets, nothing inlined, so that the strict policy holds. */
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { installable, type App } from "./build/app";
import { shippedWith } from "./build/shipped";

const { app } = JSON.parse(readFileSync(`${import.meta.dirname}/public/clinic.json`, "utf-8")) as { app: App };
const patientPage = shippedWith("index.html");

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [`${import.meta.dirname}/index.html`, `${import.meta.dirname}/desk/index.html`] },
  },
  plugins: [
    installable(app),
    patientPage.plugin,
    VitePWA({
      strategies: "injectManifest",
      srcDir: "worker",
      filename: "sw.ts",
      manifest: false, // ours is the patient's page's alone, the desk's is no app
      injectRegister: null, // registered by the page itself, when it has nothing else to do
      injectManifest: {
        rollupFormat: "iife",
        globPatterns: ["**/*"],
        dontCacheBustURLsMatching: /^assets\//, // their names hold their hash
        manifestTransforms: [(entries) => ({ manifest: entries.filter(({ url }) => patientPage.has(url)) })],
      },
    }),
  ],
});
