/** The English of the code that is shown at the front desk. */
import { spoken } from "../../shared/language/spoken";

export const codeWords = spoken("codeWords", {
  codeTitle: "Your code",
  codeAlt: (location: string) => `Code to scan at ${location}`,
  at: "At",
  renews: (seconds: number) => `Renews by itself in ${seconds} s`,
  renewing: "Getting a fresh code…",
  noLocations: "No location takes codes at the moment.",
  balanceNow: (balance: string) => `Your balance is ${balance}`,
  done: "Done",
  offlineCode: "You are offline. The code appears when the network is back.",
});
