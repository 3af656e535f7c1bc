/** Spanish: every catalogue of the patient's page, by the names of `spoken`. One file of its own, loaded where it is spoken. */

import { es as verifyWords } from "../../shared/language/verify.es";
import { es as sharedWords } from "../../shared/language/words.es";
import { es as tenderList } from "../../shared/points/tenders.es";
import { es as tierWords } from "../../shared/points/tier.es";
import { es as timeWords } from "../../shared/points/time.es";
import { es as appointmentWords } from "../appointments/words.es";
import { es as balanceWords } from "../balance/words.es";
import { es as codeWords } from "../code/words.es";
import { es as comingWords } from "../coming/words.es";
import { es as confirmationWords } from "../confirmation/words.es";
import { es as galleryWords } from "../gallery/words.es";
import { es as explainWords } from "../history/explain.es";
import { es as plainWords } from "../history/plain.es";
import { es as historyWords } from "../history/words.es";
import { es as offerWords } from "../offers/words.es";
import { es as remindersWords } from "../reminders/words.es";
import { es as rewardWords } from "../rewards/words.es";
import { es as readingWords } from "../screens/words.es";
import { es as linkWords } from "../sign-in/link.es";
import { es as welcomeWords } from "../sign-in/words.es";
import { es as standingWords } from "../tier/words.es";
import { es as walletWords } from "../wallet/words.es";
import { es as wayWords } from "../ways.es";
import { es as words } from "../words.es";
import { es as voiceWords } from "./voice.es";

export const es = {
  ...walletWords,
  ...confirmationWords,
  ...codeWords,
  ...balanceWords,
  ...comingWords,
  ...sharedWords,
  ...verifyWords,
  ...welcomeWords,
  ...linkWords,
  ...words,
  ...historyWords,
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
