/** Spanish: every catalogue of the patient's page, by the names of `spoken`. One file of its own, loaded where it is spoken. */
import { es as explainWords } from "./explain-words";
import { es as ledgerWords } from "./ledger-words";
import { es as linkWords } from "./link-words";
import { es as plainWords } from "./plain-words";
import { es as remindersWords } from "./reminders-words";
import { es as standingWords } from "./standing-words";
import { es as tenderList } from "./tender-list";
import { es as tierWords } from "./tier-words";
import { es as timeWords } from "./time-words";
import { es as welcomeWords } from "./welcome-words";
import { es as words } from "./words";
import { es as sharedWords } from "./shared-words";

export const es = {
  ...sharedWords,
  ...welcomeWords,
  ...linkWords,
  ...words,
  ...ledgerWords,
  ...remindersWords,
  ...standingWords,
  ...tierWords,
  ...timeWords,
  ...tenderList,
  ...plainWords,
  ...explainWords,
};
