/** The languages Gatehouse speaks, English first: it is also for everybody whose own is not here. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
export type LanguageChoice = 'system' | Language;

/**
 * The language to speak.
 *
 * @param systemLanguages  what the person set in the system, most wanted first, such as `['de-AT', 'en-US']`
 */
export function languageOf(choice: LanguageChoice, systemLanguages: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of systemLanguages) {
    const primary = tag.split(/[-_.@]/)[0]?.toLowerCase();
    const known = LANGUAGES.find((language) => language === primary);
    if (known !== undefined) return known;
  }
  return 'en';
}
