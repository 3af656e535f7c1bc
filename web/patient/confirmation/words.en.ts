/** The English of the desk's question whether many points may be used. */
import { spoken } from "../../shared/language/spoken";

export const confirmationWords = spoken("confirmationWords", {
  asks: (location: string) => `${location} asks`,
  worth: (money: string) => `They are worth ${money} off your bill.`,
  useWallet: (money: string) => `Use ${money} from your wallet?`,
  withWallet: (money: string) => `And ${money} from your wallet.`,
  yesWallet: (money: string) => `Yes, use ${money}`,
  noWallet: "No, keep my money",
  byManager: "The clinic said yes for you",
  byManagerText: "A manager said yes at the desk, because no code was shown. If you do not want this, say no.",
  timeLeft: (time: string) => `${time} left to answer`,
  yes: (points: string) => `Yes, use ${points}`,
  no: "No, keep my points",
  later: "Answer later",
  approved: "You said yes",
  approvedText: "The front desk goes on now. Your points change when it is done.",
  declined: "You said no",
  declinedText: "Your points stay as they are.",
  lapsed: "The time to answer is over",
  lapsedText: "Your points stay as they are. The front desk can ask again.",
  done: "Done",
});
