import { expect, test } from 'vitest';
import { openLocalDesk } from '../../support/local-desk.ts';
import { run } from '../../support/messages-api-script.ts';

test('an allow stays confirmed when the command it let run is broken off in the terminal', async () => {
  const { claude, app, ask, has } = await openLocalDesk();
  const terminal = await claude.startTerminal();
  await terminal.prompt(`${run('Bash', { command: 'touch made; sleep 30', description: 'a test' })}\nSAY done`);
  const asked = await ask('touch made');
  await terminal.untilScreen(/Do you want to proceed\?/);
  await app.decide(asked);
  await app.session('', ({ activity }) => activity.tag === 'working');
  await expect.poll(() => has('made'), { timeout: 45_000 }).toBe(true);
  await terminal.press('Escape');
  const receipt = await app.until(
    () => app.view.receipts.find(({ key, state }) => key === asked.key && state !== 'sending'),
    'the receipt',
  );
  expect(receipt.state).toBe('confirmed');
});
