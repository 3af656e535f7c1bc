/** The English of the first screen, before anybody is signed in. */
import { spoken } from "../../shared/language/spoken";

export const welcomeWords = spoken("welcomeWords", {
  title: "Your points",
  welcome: "Welcome back",
  welcomeText: "Sign in to see your points and show your code at the front desk.",
});
