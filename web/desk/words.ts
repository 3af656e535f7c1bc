/** The English of the counter and of the desk’s first screens; acts, purchase and each sheet have their own. */
export const deskWords = {
  title: "Front desk",
  signInText: "Scan, amount, Enter.",
  whichLocation: "Where is this desk?",
  change: "Change",
  ready: "Ready to scan",
  readyText: "Scan the patient’s code from anywhere on this page.",
  useCamera: "Use the camera",
  checking: "Checking…",
  stillCrediting: (name: string) => `Finish ${name} first, then scan again.`,
  offline: "You are offline. Nothing can be scanned or credited until the network is back; what you typed is kept.",
  offlineNow: "You are offline. Nothing was sent; the amount is kept.",
  noAnswer: "No answer came from the server",
  alreadyScanned: "Already scanned",
  notAccepted: "Not accepted",
  shortcuts: "Shortcuts",
  announceVisit: (name: string, tier: string) => `${name}${tier && `, ${tier}`}. Type the amount.`,
  announceReceipt: (points: string, name: string, balance: string) =>
    `Credited ${points} points to ${name}. New balance ${balance}.`,
} as const;
