import { page } from 'vitest/browser';
import { openWindow } from './open-window.tsx';
import { emptyView } from './samples.ts';

/** One of the ways to an account, by the first words of its button. */
export const wayTo = (title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) });

/** Opens the window where an account is added. The test scripts main, then chooses the way. */
export async function beginAccount(title: string) {
  const opened = await openWindow(emptyView(), [], { tag: 'connections' });
  await page.getByRole('button', { name: 'Add Happy account' }).click();
  return { ...opened, choose: () => wayTo(title).click() };
}
