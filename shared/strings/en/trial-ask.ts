/** What the practice ask of the first run says: in the notification, in the tray and in its session. */
export const trialAskWords = {
  title: 'Say hello',
  prompt: 'Say hello to whoever is new here.',
  claim: 'Say hello',
  greeting: 'Hello from Gatehouse',
  allowed: 'Done. That is how a real request is answered, too.',
  denied: 'All right, I did not run it. That is how a real request is denied, too.',
  reply: 'I only say hello here.',
} as const;
