/** How the pages are built: one HTML file a page, hashed assets, nothing inlined, so that the strict policy holds. */
import { defineConfig } from "vite";

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
});
