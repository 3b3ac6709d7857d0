import { expect, test } from 'vitest';
import { hostilePayloads } from '../renderer/hostile-payloads.ts';
import { openDesk } from '../support/open-desk.ts';

test('hostile text from a session stays text: no request, no script, no element of its own', async () => {
  const { session, page, stop } = await openDesk('<img src=x onerror=pwned()>');
  try {
    await page.evaluate(() => {
      Reflect.set(window, 'pwned', () => Reflect.set(window, 'wasPwned', true));
      Reflect.set(window, 'alert', () => Reflect.set(window, 'wasPwned', true));
      Reflect.set(window, 'violations', []);
      document.addEventListener('securitypolicyviolation', (event) =>
        (Reflect.get(window, 'violations') as string[]).push(event.blockedURI),
      );
    });
    for (const [index, payload] of hostilePayloads.entries()) {
      if (index % 4 === 0) session.ask({ input: { command: payload }, description: payload, announceToolUse: false });
      session.say(payload);
    }
    session.say('the last words');
    const count = Math.ceil(hostilePayloads.length / 4);
    await page.getByRole('heading', { name: `${count} waiting in 1 session` }).waitFor();
    await page.locator('article.ask').first().waitFor();
    await page.getByRole('navigation', { name: 'Watched sessions' }).getByRole('button').first().click();
    await page.getByText('the last words').waitFor();
    const state = await page.evaluate(() => ({
      pwned: Reflect.has(window, 'wasPwned'),
      violations: Reflect.get(window, 'violations') as string[],
      strange: document.querySelectorAll(
        'img:not([src^="data:"]), iframe, object, script:not([src]), link[href^="http"], form[action], svg use[href^="http"], main script',
      ).length,
    }));
    expect(state).toEqual({ pwned: false, violations: [], strange: 0 });
    expect(page.url()).toMatch(/^app:\/\/ui\//);
  } finally {
    await stop();
  }
});
