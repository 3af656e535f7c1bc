/** The tests of what is pure: parsing, counting, words and the scanner's state machine. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: "../.cache/vitest",
  envPrefix: ["VITE_", "SOAK"],
  test: { include: ["{shared,patient,desk,manager}/**/*.test.ts"], environment: "node", setupFiles: "vitest.clock.ts" },
});
