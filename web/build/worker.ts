/** The service worker: built last, with the list of the files that it keeps for when there is no network. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { build, type Plugin } from "vite";

export interface Worker {
  source: string;
  /** the built file's name */
  file: string;
  /** whether it keeps a built file */
  keeps(file: string): boolean;
}

/** The key that a file is kept under; a hash in its name is all the revision it needs. */
interface Kept {
  url: string;
  revision: string | null;
}

export function withWorker({ source, file, keeps }: Worker): Plugin {
  let outDir = "";
  return {
    name: "with-worker",
    apply: "build",
    configResolved(config) {
      outDir = `${config.root}/${config.build.outDir}`;
    },
    async closeBundle() {
      const urls = readdirSync(outDir, { recursive: true, encoding: "utf-8" }).filter(keeps).sort();
      const kept: Kept[] = urls.map((url) => ({
        url,
        revision: url.startsWith("assets/") ? null : hash(`${outDir}/${url}`),
      }));
      await build({
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        define: { "self.__WB_MANIFEST": JSON.stringify(kept), "process.env.NODE_ENV": '"production"' },
        build: {
          outDir,
          emptyOutDir: false,
          target: "es2022",
          rolldownOptions: { input: source, output: { format: "iife", entryFileNames: file } },
        },
      });
    },
  };
}

function hash(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
}
