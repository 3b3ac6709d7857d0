import { describe, expect, test } from 'vitest';
import { openLocalDesk } from '../../support/local-desk.ts';
import { run } from '../../support/messages-api-script.ts';

const bash = (command: string) => run('Bash', { command, description: 'a test' });
const DIALOG = /Do you want to proceed\?/;
/** What is promised is a second. A computer for tests may be busy with other rings, and this is no measurement. */
const AT_ONCE_MS = 6_000;

describe('an ask of the real Claude Code in a terminal', () => {
  test('is offered here and there; Allow here closes the dialog there and runs the command', async () => {
    const { claude, app, ask, gone, has } = await openLocalDesk();
    const terminal = await claude.startTerminal();
    await terminal.prompt(`${bash('touch made')}\nSAY done`);
    const asked = await ask('touch made');
    await terminal.untilScreen(DIALOG);
    expect(app.surfaces.standing.get(asked.key)?.buttons.map(({ key }) => key)).toEqual(['allow', 'deny', 'open']);
    expect(has('made')).toBe(false);
    app.actions.notice(asked.key, 'allow');
    await terminal.untilScreen(/● done/);
    await app.receipt(asked.key, 'confirmed');
    await gone(asked);
    expect([has('made'), DIALOG.test(await terminal.screen())]).toEqual([true, false]);
    const sees = await app.session(asked.sessionId, ({ activity }) => activity.tag === 'idle');
    expect(sees).toMatchObject({ cwd: claude.home.workDir, permissionMode: 'default' });
  });

  test('is closed there by Deny in the tray, and the session goes on without the command', async () => {
    const { claude, app, ask, gone, has, trayDecision } = await openLocalDesk();
    const terminal = await claude.startTerminal();
    await terminal.prompt(`${bash('touch made')}\nSAY done`);
    const asked = await ask('touch made');
    app.actions.tray(trayDecision(asked, 'deny'));
    await terminal.untilScreen(/● done/);
    await app.receipt(asked.key, 'confirmed');
    await gone(asked);
    expect(has('made')).toBe(false);
  });

  test('ends its turn after Deny and stop', async () => {
    const { claude, app, ask, gone, has } = await openLocalDesk();
    const terminal = await claude.startTerminal();
    await terminal.prompt(`${bash('touch made')}\nSAY done`);
    const asked = await ask('touch made');
    await app.decide(asked, { tag: 'deny', reason: 'enough', stop: true });
    await terminal.untilScreen(/Interrupted/);
    await gone(asked);
    await app.session(asked.sessionId, ({ activity }) => activity.tag === 'idle');
    expect([has('made'), app.surfaces.prompts.size]).toEqual([false, 1]);
  });
});

describe('an ask that is answered in the terminal', () => {
  test.each(['Yes', 'Yes, and always'])('with %s is gone from here while the command still runs', async (label) => {
    const { claude, app, ask, gone, has } = await openLocalDesk();
    const terminal = await claude.startTerminal();
    await terminal.prompt(`${bash('sleep 8 && touch made')}\nSAY done`);
    const asked = await ask('touch made');
    const pressedAtMs = await terminal.choose(label);
    expect((await gone(asked)) - pressedAtMs).toBeLessThan(AT_ONCE_MS);
    expect(has('made')).toBe(false);
    await app.receipt(asked.key, 'answered-elsewhere');
    expect(await app.decide(asked)).toMatchObject({ ok: false });
  });

  test.each([
    ['No', (terminal) => terminal.choose('No')],
    [
      'Escape',
      async (terminal) => {
        const pressedAtMs = Date.now();
        await terminal.press('Escape');
        return pressedAtMs;
      },
    ],
  ] satisfies [string, (terminal: Terminal) => Promise<number>][])(
    'with %s is gone from here',
    async (_label, answer) => {
      const { claude, ask, gone, has } = await openLocalDesk();
      const terminal = await claude.startTerminal();
      await terminal.prompt(`${bash('touch made')}\nSAY done`);
      const asked = await ask('touch made');
      await terminal.untilScreen(DIALOG);
      const pressedAtMs = await answer(terminal);
      expect((await gone(asked)) - pressedAtMs).toBeLessThan(AT_ONCE_MS);
      await terminal.untilScreen(/Interrupted/);
      expect(has('made')).toBe(false);
    },
  );

  test('goes when its program is killed', async () => {
    const { claude, app, ask, gone } = await openLocalDesk();
    const terminal = await claude.startTerminal();
    await terminal.prompt(`${bash('touch made')}\nSAY done`);
    const asked = await ask('touch made');
    const killedAtMs = Date.now();
    process.kill(terminal.pid, 'SIGKILL');
    expect((await gone(asked)) - killedAtMs).toBeLessThan(AT_ONCE_MS);
    await app.session(asked.sessionId, ({ group }) => group === 'ended');
  });
});

type Terminal = Awaited<ReturnType<Awaited<ReturnType<typeof openLocalDesk>>['claude']['startTerminal']>>;
