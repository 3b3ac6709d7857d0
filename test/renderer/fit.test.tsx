import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { misfits } from './fit.ts';
import { openScreen } from './open-screen.ts';
import { closeWindow } from './open-window.tsx';
import { screens } from './screens.ts';

/** The page's own text is 87.5 % of what the browser thinks usual, so this doubles it. */
const DOUBLE_TEXT = '175%';

const sights = [
  ['a small window', 820, 600, ''],
  ['a narrow window', 400, 800, ''],
  ['a small window with text of 200 %', 820, 600, DOUBLE_TEXT],
  ['a narrow window with text of 200 %', 400, 800, DOUBLE_TEXT],
] as const;

afterEach(async () => {
  document.documentElement.style.fontSize = '';
  await closeWindow();
});

test.for(screens)('$name fits, in German, which is longer', async (screen) => {
  await openScreen(screen, 'de');
  for (const [name, width, height, fontSize] of sights) {
    await page.viewport(width, height);
    document.documentElement.style.fontSize = fontSize;
    await expect.poll(() => misfits().join('\n'), { message: name }).toBe('');
  }
});
