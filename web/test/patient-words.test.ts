import { describe, expect, it } from "vitest";
import { tell as appointments } from "../patient/appointments-words";
import { es as appointmentsEs } from "../patient/es/appointments-words";
import { es as galleryEs } from "../patient/es/gallery-words";
import { es as offersEs } from "../patient/es/offers-words";
import { es as readingEs } from "../patient/es/reading-words";
import { es as rewardsEs } from "../patient/es/rewards-words";
import { es as waysEs } from "../patient/es/ways-words";
import { tell as gallery } from "../patient/gallery-words";
import { tell as offers } from "../patient/offers-words";
import { reading } from "../patient/reading-words";
import { tell as rewards } from "../patient/rewards-words";
import { ways } from "../patient/ways-words";

/** The places and the kinds of the words: a text, or a function of so many values. */
function shape(words: unknown): unknown {
  if (typeof words === "function") return words.length;
  if (typeof words !== "object" || words === null) return typeof words;
  return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, shape(word)]));
}

describe("the Spanish of the screens that are read from the clinic", () => {
  it.each([
    ["appointments", appointments, appointmentsEs],
    ["gallery", gallery, galleryEs],
    ["offers", offers, offersEs],
    ["reading", reading, readingEs],
    ["rewards", rewards, rewardsEs],
    ["ways", ways, waysEs],
  ])("says all that the English of %s does", (_, english, spanish) => {
    expect(shape(spanish)).toEqual(shape(english));
  });
});
