/** Which files a page is made of, all that it loads on demand included: what a phone keeps for when there is no network. */
import type { Plugin } from "vite";

/** Kept by a name and for a time of the collector's own, so that the worker is made from what was just built. */
export interface Shipped {
  plugin: Plugin;
  /** whether a built file belongs to the page; to be asked after the build */
  has(file: string): boolean;
}

/** A font that a modern phone never asks for. */
const OLD_FONT = /\.woff$/;

interface Built {
  type: string;
  imports?: string[];
  dynamicImports?: string[];
  facadeModuleId?: string | null;
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}

export function shippedWith(page: string): Shipped {
  const files = new Set<string>();
  const collect = (bundle: Record<string, Built>, file: string): void => {
    if (files.has(file) || OLD_FONT.test(file)) return;
    files.add(file);
    const { imports = [], dynamicImports = [], viteMetadata } = bundle[file] ?? {};
    const assets = [...(viteMetadata?.importedCss ?? []), ...(viteMetadata?.importedAssets ?? [])];
    for (const each of [...imports, ...dynamicImports, ...assets]) collect(bundle, each);
  };
  return {
    plugin: {
      name: "shipped",
      enforce: "post",
      generateBundle(_, bundle) {
        const built = bundle as unknown as Record<string, Built>;
        const entry = Object.keys(built).find((file) => built[file]?.facadeModuleId?.endsWith(`/web/${page}`));
        if (!entry) throw new Error(`${page} is not built`);
        for (const file of [page, "favicon.svg", "manifest.webmanifest"]) files.add(file);
        collect(built, entry);
      },
    },
    has: (file) => files.has(file),
  };
}
