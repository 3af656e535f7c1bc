/** Spanish: every catalogue of the patient's page, by the names of `spoken`. One file of its own, loaded where it is spoken. */
import { es as appointmentWords } from "./appointments-words";
import { es as explainWords } from "./explain-words";
import { es as galleryWords } from "./gallery-words";
import { es as ledgerWords } from "./ledger-words";
import { es as linkWords } from "./link-words";
import { es as offerWords } from "./offers-words";
import { es as plainWords } from "./plain-words";
import { es as readingWords } from "./reading-words";
import { es as remindersWords } from "./reminders-words";
import { es as rewardWords } from "./rewards-words";
import { es as sharedWords } from "./shared-words";
import { es as standingWords } from "./standing-words";
import { es as tenderList } from "./tender-list";
import { es as tierWords } from "./tier-words";
import { es as timeWords } from "./time-words";
import { es as voiceWords } from "./voice-words";
import { es as wayWords } from "./ways-words";
import { es as welcomeWords } from "./welcome-words";
import { es as words } from "./words";

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
  ...appointmentWords,
  ...galleryWords,
  ...offerWords,
  ...readingWords,
  ...rewardWords,
  ...wayWords,
  ...voiceWords,
};
