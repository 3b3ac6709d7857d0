import { describe, expect, test } from 'vitest';
import { startLocalApp } from '../../support/local-app.ts';
import { localPlace, openLocalDesk } from '../../support/local-desk.ts';
import { run } from '../../support/messages-api-script.ts';

/** A helper that works in the background and runs one command. */
const helper = (command: string) =>
  run('Agent', {
    description: 'a helper',
    prompt: `${run('Bash', { command, description: 'a test' })}\nSAY helped`,
    subagent_type: 'general-purpose',
  });
const DIALOG = /Do you want to proceed\?/;

describe('an ask of a helper that works in the background of a terminal', () => {
  test('outlives the turn that started it, and is allowed here', async () => {
    const { claude, app, ask, gone, has } = await openLocalDesk();
    const terminal = await claude.startTerminal();
    await terminal.prompt(`${helper('touch made')}\nSAY done`);
    const asked = await ask('touch made');
    await terminal.untilScreen(/● done[^]*Waiting for 1 background agent/);
    expect(app.view.inbox.map(({ key }) => key)).toEqual([asked.key]);
    app.actions.notice(asked.key, 'allow');
    await app.receipt(asked.key, 'confirmed');
    await gone(asked);
    await terminal.untilScreen(/Agent "a helper" finished/);
    expect(has('made')).toBe(true);
  });

  test('is asked in the terminal as soon as Gatehouse is killed', async () => {
    const place = await localPlace();
    const app = await startLocalApp(place);
    const terminal = await place.claude.startTerminal();
    await terminal.prompt(`${helper('touch made')}\nSAY done`);
    await app.said('asked touch made');
    await app.end('SIGKILL');
    await terminal.untilScreen(DIALOG);
    expect(place.has('made')).toBe(false);
    await terminal.choose('Yes');
    await terminal.untilScreen(/Agent "a helper" finished/);
    expect(place.has('made')).toBe(true);
  });
});
