/** The English of the desk's question whether many points may be used. */
import { spoken } from "../../shared/language/spoken";

export const confirmationWords = spoken("confirmationWords", {
  asks: (location: string) => `${location} asks`,
  worth: (money: string) => `They are worth ${money} off your bill.`,
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
