import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AskView } from '../../../shared/model/app-view.ts';
import { openLocalDesk } from '../../support/local-desk.ts';
import { run, together } from '../../support/messages-api-script.ts';

const bash = (command: string) => run('Bash', { command, description: 'a test' });

describe('an ask of the real Claude Code in print mode', () => {
  test('is a notification and a row in the tray, and Allow on the notification runs the command', async () => {
    const { claude, app, ask, gone, has, trayDecision } = await openLocalDesk();
    const { ended } = await claude.runPrint(`${bash('touch made')}\nSAY done`);
    const asked = await ask('touch made');
    expect(app.surfaces.standing.get(asked.key)?.buttons.map(({ key }) => key)).toEqual(['allow', 'deny', 'open']);
    expect(trayDecision(asked, 'allow')).toMatchObject({ inputHash: asked.inputHash });
    expect(has('made')).toBe(false);
    app.actions.notice(asked.key, 'allow');
    await app.receipt(asked.key, 'confirmed');
    await gone(asked);
    expect(await ended).toMatchObject({ code: 0, stdout: 'done\n' });
    expect(has('made')).toBe(true);
  });

  test('does not run the command after Deny in the tray', async () => {
    const { claude, app, ask, gone, has, trayDecision } = await openLocalDesk();
    const { ended } = await claude.runPrint(`${bash('touch made')}\nSAY done`);
    const asked = await ask('touch made');
    app.actions.tray(trayDecision(asked, 'deny'));
    await app.receipt(asked.key, 'confirmed');
    await gone(asked);
    await ended;
    expect([has('made'), claude.api.toolResults.map(({ isError }) => isError)]).toEqual([false, [true]]);
  });

  test('tells the model the reason of a denial, word for word', async () => {
    const { claude, app, ask, has } = await openLocalDesk();
    const { ended } = await claude.runPrint(`${bash('touch made')}\nSAY done`);
    const reason = 'Not here: "made" is the name of "another" file\nuse the other folder – ✓';
    await app.decide(await ask('touch made'), { tag: 'deny', reason, stop: false });
    await ended;
    expect([has('made'), claude.api.toolResults.map(({ text }) => text)]).toEqual([false, [reason]]);
  });

  test('ends the turn after Deny and stop', async () => {
    const { claude, app, ask, gone, has } = await openLocalDesk();
    const { ended } = await claude.runPrint(`${together(bash('touch one'), bash('touch two'))}\nSAY done`);
    const asked = await ask('touch one');
    await app.decide(asked, { tag: 'deny', reason: 'enough', stop: true });
    expect(await ended).toMatchObject({ code: 1 });
    await gone(asked);
    expect([has('one'), has('two'), claude.api.toolResults]).toEqual([false, false, []]);
    expect(app.surfaces.prompts.size).toBe(1);
  });

  test('runs what the person made of it', async () => {
    const { claude, app, ask, has } = await openLocalDesk();
    const { ended } = await claude.runPrint(`${bash('touch made')}\nSAY done`);
    const editedInputJson = '{ "command": "touch edited", "description": "a test" }';
    const asked = await ask('touch made');
    await app.decide(asked, { tag: 'allow', editedInputJson });
    await app.receipt(asked.key, 'confirmed');
    await ended;
    expect([has('made'), has('edited')]).toEqual([false, true]);
  });

  test('is not asked again once its rule was granted, and no other rule was', async () => {
    const { claude, app, ask } = await openLocalDesk();
    const fetch = bash('curl -s http://127.0.0.1:9/');
    const { ended } = await claude.runPrint(`${fetch}\n${fetch}\nSAY done`);
    const asked = await ask('curl');
    const detail = await app.handlers['inbox:detail']({ key: asked.key });
    if (!detail.ok) throw new Error('no detail');
    expect(detail.value.suggestions).toMatchObject([{ tag: 'rules', destination: 'localSettings' }]);
    await app.decide(asked, { tag: 'allow', suggestionIndex: 0 });
    await ended;
    expect([app.surfaces.prompts.size, claude.api.toolResults.length]).toEqual([1, 2]);
    const localPath = join(claude.home.workDir, '.claude', 'settings.local.json');
    expect(JSON.parse(readFileSync(localPath, 'utf8'))).toEqual({
      permissions: { allow: ['Bash(curl -s http://127.0.0.1:9/)'] },
    });
  });
});

describe('two asks of the real Claude Code at once', () => {
  test('get each its own answer, whichever is answered first', async () => {
    const { claude, app, ask } = await openLocalDesk();
    const read = (path: string) => run('Read', { file_path: path });
    const { ended } = await claude.runPrint(`${together(read('/etc/hostname'), read('/etc/hosts'))}\nSAY done`);
    const [one, two] = await Promise.all([ask('/etc/hostname'), ask('/etc/hosts')]);
    await app.decide(two, { tag: 'deny', reason: 'not the second', stop: false });
    await app.decide(one);
    await app.receipt(one.key, 'confirmed');
    await ended;
    const byCall = claude.api.toolResults.toSorted((a, b) => a.toolUseId.localeCompare(b.toolUseId));
    expect(byCall.map(({ isError }) => isError)).toEqual([false, true]);
    expect(byCall[1]?.text).toBe('not the second');
  });

  test('with the very same command get each its own answer', async () => {
    const { claude, app } = await openLocalDesk();
    const agent = run('Agent', {
      description: 'a helper',
      prompt: `${bash('echo ran >> same')}\nSAY over`,
      subagent_type: 'general-purpose',
    });
    const { ended } = await claude.runPrint(`${together(agent, agent)}\nSAY done`);
    const [one, two] = await app.until(() => app.view.inbox.length === 2 && app.view.inbox, 'both asks');
    if (one === undefined || two === undefined) throw new Error('two were there');
    expect(one.inputHash).toBe(two.inputHash);
    const agentOf = async ({ key }: AskView) => {
      const detail = await app.handlers['inbox:detail']({ key });
      return detail.ok ? detail.value.agentId : undefined;
    };
    const [allowed, denied] = await Promise.all([agentOf(one), agentOf(two)]);
    await app.decide(two, { tag: 'deny', reason: 'the second alone', stop: false });
    await app.decide(one);
    await ended;
    expect(app.view.receipts.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
    const records = recordsOfAgents(claude.home.configDir);
    expect([allowed, denied].map((id) => records.get(id ?? '')?.includes('the second alone'))).toEqual([false, true]);
    expect(readFileSync(join(claude.home.workDir, 'same'), 'utf8')).toBe('ran\n');
  });

  test('of which the second repeats the first are two asks, and the answer to one is none to the other', async () => {
    const { claude, app, ask, gone } = await openLocalDesk();
    const twice = together(bash('echo ran >> same'), bash('echo ran >> same'));
    const { ended } = await claude.runPrint(`${twice}\nSAY done`);
    const one = await ask('same');
    await app.decide(one);
    await gone(one);
    const two = await ask('same');
    expect(two.key).not.toBe(one.key);
    await app.decide(two, { tag: 'deny', reason: 'once is enough', stop: false });
    await ended;
    expect(readFileSync(join(claude.home.workDir, 'same'), 'utf8')).toBe('ran\n');
    expect(claude.api.toolResults.map(({ isError }) => isError)).toEqual([false, true]);
  });
});

/** What Claude Code wrote down about each of its helpers, by their id. */
function recordsOfAgents(configDir: string): ReadonlyMap<string, string> {
  const projectsDir = join(configDir, 'projects');
  const paths = readdirSync(projectsDir, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths.flatMap((path) => {
      const id = /agent-(\w+)\.jsonl$/.exec(path)?.[1];
      return id === undefined ? [] : [[id, readFileSync(join(projectsDir, path), 'utf8')]];
    }),
  );
}
