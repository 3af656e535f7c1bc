/** The English of the first screens: the welcome, and joining the clinic. */
import { spoken } from "../../shared/language/spoken";

export const joinWords = spoken("joinWords", {
  join: (clinic: string) => `Join ${clinic}`,
  joinText: "One step: the name we greet you by.",
  openAccount: "Open my account",
  opening: "Opening your account…",
});

export const welcomeWords = spoken("welcomeWords", {
  title: "Your points",
  welcome: "Welcome back",
  welcomeText: "Sign in to see your points and show your code at the front desk.",
});

export const everywhereWords = spoken("everywhereWords", {
  everywhere: "Sign out everywhere",
  sure: "This signs you out on every phone and computer, here too.",
  yes: "Yes, sign out everywhere",
  no: "Stay signed in",
});
