/** The English that a patient meets before the sign-in: all that the page starts with. */

export const greet = {
  welcome: "Welcome back",
  welcomeText: "Sign in to see your points and show your code at the front desk.",
} as const;
