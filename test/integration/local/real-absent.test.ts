import { describe, expect, test } from 'vitest';
import { startLocalApp } from '../../support/local-app.ts';
import { localPlace } from '../../support/local-desk.ts';
import { run } from '../../support/messages-api-script.ts';

const bash = (command: string) => run('Bash', { command, description: 'a test' });
const DIALOG = /Do you want to proceed\?/;
const SCRIPT = `${bash('touch made')}\nSAY done`;

const ENDS = ['SIGTERM', 'SIGKILL'] as const;

describe('when Gatehouse goes while an ask is open in a terminal', () => {
  test.each(ENDS)('by %s, the dialog there stays and decides', async (signal) => {
    const place = await localPlace();
    const app = await startLocalApp(place);
    const terminal = await place.claude.startTerminal();
    await terminal.prompt(SCRIPT);
    await app.said('asked');
    await terminal.untilScreen(DIALOG);
    await app.end(signal);
    expect(await terminal.screen()).toMatch(DIALOG);
    expect(place.has('made')).toBe(false);
    await terminal.choose('Yes');
    await terminal.untilScreen(/● done/);
    expect(place.has('made')).toBe(true);
    expect(place.claude.api.toolResults).toMatchObject([{ isError: false }]);
  });

  test('frozen, the dialog there decides, and what it decided is gone here once Gatehouse is awake', async () => {
    const place = await localPlace();
    const app = await startLocalApp(place);
    const terminal = await place.claude.startTerminal();
    await terminal.prompt(SCRIPT);
    await app.said('asked');
    await terminal.untilScreen(DIALOG);
    app.freeze();
    await terminal.choose('Yes');
    await terminal.untilScreen(/● done/);
    expect(place.has('made')).toBe(true);
    app.thaw();
    await app.said('gone');
  });
});

describe('when Gatehouse is not there to be asked', () => {
  test.each(ENDS)('ended by %s, the terminal asks by itself', async (signal) => {
    const place = await localPlace();
    await (await startLocalApp(place)).end(signal);
    const terminal = await place.claude.startTerminal();
    await terminal.prompt(SCRIPT);
    await terminal.choose('Yes');
    await terminal.untilScreen(/● done/);
    expect(place.has('made')).toBe(true);
  });

  test('frozen, the terminal asks by itself, held up by no more than its hooks may take', async () => {
    const place = await localPlace();
    const app = await startLocalApp(place);
    const terminal = await place.claude.startTerminal();
    app.freeze();
    await terminal.prompt(SCRIPT);
    await terminal.choose('Yes');
    await terminal.untilScreen(/● done/);
    expect(place.has('made')).toBe(true);
    // What was answered meanwhile is not asked for when it wakes up; the next call is.
    app.thaw();
    await terminal.prompt(`${bash('touch later')}\nSAY done`);
    await app.said('asked touch later');
  });

  test('print mode refuses the call in its own words, as without hooks', async () => {
    const place = await localPlace();
    const { claude } = place;
    await (
      await claude.runPrint(SCRIPT)
    ).ended;
    await (await startLocalApp(place)).end('SIGKILL');
    const outcome = await (await claude.runPrint(SCRIPT)).ended;
    expect(outcome).toMatchObject({ code: 0, stdout: 'done\n' });
    const [without, ended] = claude.api.toolResults.map(({ text }) => text);
    expect(ended).toBe(without);
    expect(place.has('made')).toBe(false);
  });
});
