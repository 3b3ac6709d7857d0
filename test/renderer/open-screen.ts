import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { Language } from '../../shared/strings/language.ts';
import { inGerman } from './in-german.ts';
import { openWindow, type Opened } from './open-window.tsx';
import { sampleAsks } from './samples.ts';
import type { Screen } from './screen.ts';

/** Opens a screen in a language and does there what leads to it. */
export async function openScreen(screen: Screen, language: Language): Promise<Opened> {
  const named = (name: string | RegExp) => (language === 'de' ? inGerman(name) : name);
  const opened = await openWindow({ ...screen.view, language }, sampleAsks(Date.now()), screen.place);
  await expect.element(page.getByRole('region', { name: named(screen.region), exact: true })).toBeVisible();
  for (const name of screen.press ?? [])
    await page
      .getByRole('button', { name: named(name), exact: true })
      .first()
      .click();
  if (screen.choose !== undefined) await page.getByLabelText(named(screen.choose)).click();
  // Cards must have come to rest: a button that still arms is grey on purpose.
  await expect.poll(() => document.querySelector('.gate-says')?.textContent ?? '').not.toMatch(/Saving|gespeichert/);
  return opened;
}
