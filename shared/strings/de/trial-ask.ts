import type { trialAskWords as english } from '../en/trial-ask.ts';
import type { Wording } from '../wording.ts';

export const trialAskWords: Wording<typeof english> = {
  title: 'Hallo sagen',
  prompt: 'Sagen Sie Hallo zu allen, die neu sind.',
  claim: 'Hallo sagen',
  greeting: 'Hallo von Gatehouse',
  allowed: 'Erledigt. Genauso wird auch eine echte Anfrage beantwortet.',
  denied: 'In Ordnung, ich habe es nicht ausgeführt. Genauso wird auch eine echte Anfrage abgelehnt.',
  reply: 'Ich sage hier nur Hallo.',
};
