/** The patient's page as an app that a phone can install: its manifest and its icons, in the clinic's name and colour. */
import type { Plugin } from "vite";
import { icon, svgIcon } from "./icons";

export interface App {
  name: string;
  short_name: string;
  /** `#RRGGBB` */
  primary: string;
}

const GROUND = "#f7f3ec";
const png = (name: string, size: number, purpose: "any" | "maskable") => ({
  src: `/icons/${name}.png`,
  sizes: `${size}x${size}`,
  type: "image/png",
  purpose,
});

export function installable({ name, short_name, primary }: App): Plugin {
  const manifest = {
    id: "/",
    name,
    short_name,
    description: "Your points at the clinic, and the code to show at the front desk.",
    start_url: "/",
    scope: "/",
    display: "standalone",
    theme_color: GROUND,
    background_color: GROUND,
    icons: [png("any-192", 192, "any"), png("any-512", 512, "any"), png("maskable-512", 512, "maskable")],
  };
  return {
    name: "installable",
    generateBundle() {
      const emit = (fileName: string, source: string | Buffer) => this.emitFile({ type: "asset", fileName, source });
      emit("manifest.webmanifest", JSON.stringify(manifest));
      emit("favicon.svg", svgIcon(primary));
      emit("icons/any-192.png", icon(192, primary, false));
      emit("icons/any-512.png", icon(512, primary, false));
      emit("icons/maskable-512.png", icon(512, primary, true));
      emit("icons/apple-touch-180.png", icon(180, primary, true));
    },
  };
}
