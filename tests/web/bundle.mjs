// A module of the pages as one script for a browser: its exports are those of the global `tried`.
import { build } from "vite";

const [entry] = process.argv.slice(2);
const lib = { entry, formats: ["iife"], name: "tried" };
const [{ output }] = await build({ configFile: false, logLevel: "error", build: { write: false, lib } });
process.stdout.write(output[0].code);
