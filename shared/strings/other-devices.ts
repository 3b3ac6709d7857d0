import { otherDeviceWords as german } from './de/other-devices.ts';
import { otherDeviceWords as english } from './en/other-devices.ts';
import type { Language } from './language.ts';
import type { Wording } from './wording.ts';

/** Words that an account's other devices show. */
export type OtherDeviceWords = Wording<typeof english>;

const tables: Readonly<Record<Language, OtherDeviceWords>> = { en: english, de: german };

export const otherDeviceWordsOf = (language: Language): OtherDeviceWords => tables[language];
