import type { Language } from '../../shared/strings/language.ts';
import { speak } from '../../shared/strings/window.ts';

/** Changes what the window says, and tells screen readers how to pronounce it. Who calls this has to draw anew. */
export function speakIn(language: Language): void {
  speak(language);
  document.documentElement.lang = language;
}
