import { surfaceWords as german } from './de/surfaces.ts';
import { surfaceWords as english } from './en/surfaces.ts';
import type { Language } from './language.ts';
import type { Wording } from './wording.ts';

/** Words of tray, notifications and the system's dialogs, which main draws itself. */
export type SurfaceWords = Wording<typeof english>;

const tables: Readonly<Record<Language, SurfaceWords>> = { en: english, de: german };

export const surfaceWordsOf = (language: Language): SurfaceWords => tables[language];
