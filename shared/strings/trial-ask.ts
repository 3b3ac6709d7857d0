import { trialAskWords as german } from './de/trial-ask.ts';
import { trialAskWords as english } from './en/trial-ask.ts';
import type { Language } from './language.ts';
import type { Wording } from './wording.ts';

/** Words of the practice ask of the first run, which main speaks as if it were a session. */
type TrialAskWords = Wording<typeof english>;

const tables: Readonly<Record<Language, TrialAskWords>> = { en: english, de: german };

export const trialAskWordsOf = (language: Language): TrialAskWords => tables[language];
