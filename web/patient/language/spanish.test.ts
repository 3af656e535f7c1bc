import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/explain.json";
import { type Catalogue, speak, speaking } from "../../shared/language/spoken";
import { tenderList } from "../../shared/points/tenders.en";
import { wordsOf } from "../balance/countdown-words";
import type { Explained } from "../history/entry";
import { explain } from "../history/explain";
import { opportunityWords } from "../tier/words.en";
import { es } from "./es";
import { languageOf, localeIn } from "./language";

const MODULES = import.meta.glob<Record<string, unknown>>(["../**/*.en.ts", "../../shared/**/*.en.ts"], {
  eager: true,
});
const SOURCES = import.meta.glob<string>(["../**/*.ts", "../../shared/**/*.ts", "!../**/*.test.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});
const SPANISH = import.meta.glob<string>(["../**/*.es.ts", "../../shared/**/*.es.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});
const LISTED = import.meta.glob<string>("./es.ts", { eager: true, query: "?raw", import: "default" });
/** The words that the two languages write alike. */
const ALIKE = new Set(["No"]);
const TOLD = ["17", "23", "41"];

/** Every text of a catalogue by its path, functions told sample arguments. */
function texts(words: unknown, path: string): [path: string, text: string][] {
  if (typeof words === "string") return [[path, words]];
  if (typeof words === "function") return [[path, sample(words as (...told: unknown[]) => string, path)]];
  return Object.entries(words as object).flatMap(([name, each]) => texts(each, `${path}.${name}`));
}

function sample(say: (...told: unknown[]) => string, path: string): string {
  if (path === "lists.and") return say(TOLD);
  if (path === "plain.money") return say(170_023, "USD");
  if (path === "plain.day") return say("2027-05-22");
  if (path === "timeWords.weekday") return say("Saturday, 17");
  if (/Refusals\./.test(path)) return say({ minimum: 17, increment: 17, available_points: 17 });
  if (/^plain|^timeWords|daysBefore|renews/.test(path)) return say(17);
  if (/^tierWords/.test(path)) return say("17", false, "41");
  if (/morePoints/.test(path)) return say("17", false);
  return say(...(/^explained/.test(path) && say.length > 1 ? explainedWith(path) : TOLD));
}

/** A count that comes second only makes words agree. */
function explainedWith(path: string): unknown[] {
  const first = /share|reward|tierBonus|paidIn|given|undone|times|month|moneyEnded|moneyPast/.test(path);
  return first && !/givenBack/.test(path) ? TOLD : ["17", 2, "23", "41"];
}

/** The catalogues of the modules as they are now, by name. */
function catalogues(): Map<string, object> {
  const found = Object.values(MODULES).flatMap((module) => Object.entries(module));
  return new Map(found.filter(([name, words]) => name in es && typeof words === "object") as [string, object][]);
}

const english = new Map([...catalogues()].map(([name, words]) => [name, texts(words, name)] as const));
const spanish = Object.entries(es).flatMap(([name, words]) => texts(words, name));

beforeAll(() => {
  speak("es", es);
  speaking.locale = "es-US";
});

afterAll(() => speak("en", {}));

describe("the Spanish catalogue", () => {
  it("has every catalogue of the patient's page", () => {
    const spoken = Object.values(SOURCES).flatMap((source) =>
      [...source.matchAll(/ = spoken\("(\w+)"/g)].map(([, name]) => name),
    );
    expect(spoken.length).toBeGreaterThan(20);
    expect(Object.keys(es).sort()).toEqual(spoken.sort());
    expect([...english.keys()].sort()).toEqual(spoken);
  });

  it("has every file of its kind", () => {
    const listed = LISTED["./es.ts"] ?? "";
    const files = Object.keys(SPANISH).map((path) => path.replace(".ts", ""));
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((name) => !listed.includes(`from "${name}"`))).toEqual([]);
  });

  it("says everything in other words than English", () => {
    const said = new Map([...english.values()].flat());
    const same = spanish.filter(
      ([path, text]) => said.get(path) === text && !ALIKE.has(text) && /\p{L}{2}/u.test(text),
    );
    expect(same).toEqual([]);
  });

  it("keeps what it is told: numbers, names and amounts", () => {
    const said = new Map([...english.values()].flat());
    for (const [path, text] of spanish) {
      const numbers = (each: string) => [...new Set(each.match(/17|23|41/g) ?? [])].sort();
      expect(numbers(text), path).toEqual(numbers(said.get(path) ?? ""));
    }
  });

  it("neither shouts nor tells anybody tú", () => {
    expect(spanish.filter(([, text]) => /[!¡]|\b(tú|tu|tus|tienes|puedes|quieres)\b/i.test(text))).toEqual([]);
  });

  it("opens its questions, and closes no quotation the English way", () => {
    expect(spanish.filter(([, text]) => /[?]/.test(text) !== /¿/.test(text) || /['"]|\.\.\./.test(text))).toEqual([]);
  });

  it("is what the modules say once it is spoken", () => {
    for (const [name, words] of catalogues()) if (name in es) expect(words, name).toEqual((es as Catalogue)[name]);
  });
});

describe("an explanation in Spanish", () => {
  const entries = vectors.entries as unknown as Explained[];
  const reasons = ["text", "reward_name", "plan_name", "tier_id", "tier_name"];
  const own = (entry: Explained) => reasons.map((name) => (entry.why as unknown as Record<string, unknown>)[name]);

  it("holds no English but what somebody wrote", () => {
    for (const entry of entries) {
      const said = own(entry).reduce<string>(
        (text, word) => (word ? text.replaceAll(String(word), "") : text),
        explain(entry),
      );
      expect(said, JSON.stringify(entry)).not.toMatch(
        /\b(the|of|points?|for|was|were|and|taken|given|wallet|paid|undefined)\b/,
      );
    }
  });

  it("reads well", () => {
    const share = {
      eligible_minor: 45_000,
      eligible_tenders: ["cash", "card"],
      rate_bp: 1_250,
      multiplier: "3/2",
      tier_id: "gold",
    };
    const entry = {
      kind: "accrual",
      points: 843,
      wallet_minor: 0,
      debt_points: 0,
      draws: [],
      purchase: { currency: "USD" },
    };
    expect(explain({ ...entry, why: { ...share, reason: "earned", tier_name: "Gold" } } as unknown as Explained)).toBe(
      "12.5\u00a0% de $450.00 en efectivo y con tarjeta, por 3/2 en el nivel Gold",
    );
    const ended = { ...entry, kind: "expiry", points: -1, why: { expires_on: "2027-05-22", currency: "USD" } };
    expect(explain(ended as unknown as Explained)).toBe("1 punto pasó su último día, el 22 de mayo de 2027");
  });
});

describe("a page in Spanish", () => {
  it("says how long points last as one would", () => {
    const countdown = { urgency: "urgent", today: "2026-11-22", until: "2026-11-28" } as const;
    expect(Object.values(wordsOf({ ...countdown, daysLeft: 6 } as never, "es-US")).join(" · ")).toBe(
      "6 días · hasta el sábado 28 de noviembre",
    );
  });

  it("lists tenders with their prepositions", () => {
    expect(tenderList(["cash", "insurance"])).toBe("en efectivo y con seguro");
    expect(tenderList(["cash", "card", "wallet"])).toBe("en efectivo, con tarjeta y con el monedero");
  });

  it("tells what a year elsewhere would have been", () => {
    const year = { name: "Gold", points: 5_200, morePoints: 1_200, feeMinor: 30_000, netMinor: 4_500 };
    expect(opportunityWords({ kind: "would-have-paid", year }, "Base", { currency: "USD", locale: "es-US" })).toBe(
      "En los últimos doce meses, Gold le habría dado 1,200 puntos más, $45.00 más de lo que cuesta.",
    );
  });
});

describe("the language of a page", () => {
  it.each([
    [["en-US"], "en"],
    [["es"], "es"],
    [["ES-mx", "en"], "es"],
    [["en-GB", "es-ES"], "en"],
    [["fr-FR", "es"], "es"],
    [["et-EE"], "en"],
    [[], "en"],
  ])("of a browser that asks for %j is %s", (asked, language) => expect(languageOf(asked)).toBe(language));

  it.each([
    ["es", "en-US", "es-US"],
    ["en", "en-US", "en-US"],
    ["en", "es-MX", "en-MX"],
    ["es", "es", "es"],
    ["es", "en", "es"],
    ["es", "en-Latn-CA", "es-CA"],
  ])("%s at a clinic of %s is written as %s", (language, clinic, locale) =>
    expect(localeIn(language, clinic)).toBe(locale),
  );
});
