/** The English of the entrance of invited people. */

export const entranceWords = {
  title: "Welcome to the team",
  text: "Give the address that this invite was sent to, and choose a password: you sign in with both from now on.",
  signedIn: "One thing more: choose the password that you sign in with from now on.",
  password: "New password",
  passwordBound: "Eight characters or more",
  join: "Join",
  joining: "One moment…",
  stale: "This link was used already, or it is too old. Have a new one sent to the address that was invited.",
  ask: "You are invited. Have a sign-in link sent to the address that the invite is for.",
  address: "E-mail",
  send: "Send me a link",
  sent: (address: string) => `A link is on its way to ${address}. Open it on this device.`,
  havePassword: "I have a password already",
  entering: "Letting you in…",
} as const;
