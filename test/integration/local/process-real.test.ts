import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { findTranscript } from '../../../main/backends/local/transcript/transcript-path.ts';
import { run, together } from '../../support/messages-api-script.ts';
import { openOwn } from '../../support/own-rig.ts';
import { realClaude } from '../../support/real-claude.ts';

const LATE = { timeout: 45_000, interval: 50 };
const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: 'makes a file' });

async function open() {
  const claude = await realClaude();
  const rig = openOwn({ ...claude.home });
  const folder = claude.home.workDir;
  const has = (name: string) => existsSync(join(folder, name));
  return { claude, rig, folder, has };
}

/** Command lines of running processes that name the folder. */
async function commandsNaming(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(text));
}

describe('a session of ours with the real Claude Code', () => {
  test('takes a prompt, streams, asks, and runs the command once it is allowed', async () => {
    const { claude, rig, folder, has } = await open();
    const id = await rig.start({ folder, prompt: `${touch('made')}\nSAY all done` });
    const asked = await rig.ask(1);
    expect(asked).toMatchObject({ generation: 1, request: { toolName: 'Bash', kind: 'tool' } });
    expect(has('made')).toBe(false);
    expect(await rig.answer(id, asked, { tag: 'allow' })).toEqual({ tag: 'sent' });
    expect(await rig.event('answer-seen')).toMatchObject({ requestId: asked.request.requestId, own: true });
    await rig.event('effect-seen', ({ toolUseId }) => toolUseId === asked.request.toolUseId);
    expect(await rig.turnEnd(1)).toMatchObject({ isError: false });
    expect(has('made')).toBe(true);
    const tags = rig.items().map(({ tag }) => tag);
    expect(tags).toEqual(['person', 'tool-call', 'tool-result', 'agent', 'turn-end']);
    expect(rig.liveTexts).toContain('all done');
    const facts = Object.assign({}, ...rig.factsOf(id)) as Record<string, unknown>;
    expect(facts).toMatchObject({ cwd: folder, permissionMode: 'default', activity: { tag: 'idle' }, silence: null });
    expect(facts['title']).toContain('RUN Bash');
    // The prompt is nobody else's business.
    const line = (await commandsNaming(id))[0] ?? '';
    expect([line.includes('--session-id'), line.includes('touch')]).toEqual([true, false]);
    expect(claude.api.toolResults).toHaveLength(1);
  });

  test('gives an allowed input back byte for byte, and an edited one as it was edited', async () => {
    const { rig, folder, has } = await open();
    const id = await rig.start({ folder, prompt: `${touch('one')}\n${touch('two')}\nSAY done` });
    const first = await rig.ask(1);
    await rig.answer(id, first, { tag: 'allow' });
    const second = await rig.ask(2);
    const editedInputJson = '{\n  "command": "touch edited",\n  "description": "d"\n}';
    await rig.answer(id, second, { tag: 'allow', editedInputJson });
    await rig.turnEnd(1);
    expect([has('one'), has('two'), has('edited')]).toEqual([true, false, true]);
  });

  test('hands a reason to the agent, and stops the turn where that was chosen', async () => {
    const { claude, rig, folder, has } = await open();
    const id = await rig.start({ folder, prompt: `${touch('no')}\n${touch('never')}\nSAY done` });
    await rig.answer(id, await rig.ask(1), { tag: 'deny', reason: 'Not on a Friday.', stop: false });
    await rig.answer(id, await rig.ask(2), { tag: 'deny', stop: true });
    await rig.turnEnd(1);
    expect(claude.api.toolResults[0]).toMatchObject({ text: expect.stringContaining('Not on a Friday.') as string });
    expect([has('no'), has('never')]).toEqual([false, false]);
    expect(rig.items().some((item) => item.tag === 'agent' && item.text === 'done')).toBe(false);
  });

  test('answers a question and a plan, with the mode that follows it', async () => {
    const { claude, rig, folder } = await open();
    const question = {
      questions: [
        {
          question: 'Which colour?',
          header: 'Colour',
          multiSelect: false,
          options: [
            { label: 'Red', description: 'r' },
            { label: 'Blue', description: 'b' },
          ],
        },
      ],
    };
    const id = await rig.start({
      folder,
      mode: 'plan',
      prompt: `${run('AskUserQuestion', question)}\n${run('ExitPlanMode', { plan: '1. Do it' })}\nSAY done`,
    });
    const asked = await rig.ask(1);
    expect(asked.request.kind).toBe('question');
    await rig.answer(id, asked, { tag: 'answer', answers: [{ question: 'Which colour?', answer: 'Blue' }] });
    const plan = await rig.ask(2);
    expect(plan.request.kind).toBe('plan');
    await rig.answer(id, plan, { tag: 'approve-plan', mode: 'acceptEdits' });
    await rig.turnEnd(1);
    expect(claude.api.toolResults[0]?.text).toContain('Blue');
    expect(rig.factsOf(id).map(({ permissionMode }) => permissionMode)).toContain('acceptEdits');
  });

  test('grants one suggested rule, so that what it covers is not asked again', async () => {
    const { rig, folder, has } = await open();
    const id = await rig.start({ folder, prompt: `${touch('first')}\n${touch('first second')}\nSAY done` });
    const asked = await rig.ask(1);
    const suggestionIndex = asked.request.suggestions.findIndex(({ tag }) => tag === 'rules');
    await rig.answer(id, asked, { tag: 'allow', suggestionIndex });
    await rig.turnEnd(1);
    expect([has('first'), has('second')]).toEqual([true, true]);
    expect(rig.events.filter(({ tag }) => tag === 'asked')).toHaveLength(1);
    expect(await readFile(join(folder, '.claude', 'settings.local.json'), 'utf8')).toContain('Bash(touch first');
  });

  test('can be interrupted while it writes and while it asks, and goes on after that', async () => {
    const { rig, folder, has } = await open();
    const id = await rig.start({ folder, prompt: 'SLOW 30 word' });
    await rig.until('text', () => rig.liveTexts.find((text) => text.includes('word')));
    expect(await rig.own.command(id, { tag: 'interrupt' })).toEqual({ ok: true, value: null });
    await rig.turnEnd(1);
    expect((await rig.message(id, `${touch('stopped')}\nSAY x`)).ok).toBe(true);
    const asked = await rig.ask(1);
    expect((await rig.own.command(id, { tag: 'interrupt' })).ok).toBe(true);
    await rig.event('ask-cancelled', ({ requestId }) => requestId === asked.request.requestId);
    await rig.turnEnd(2);
    expect(has('stopped')).toBe(false);
    expect((await rig.message(id, 'SAY still here')).ok).toBe(true);
    await rig.turnEnd(3);
    expect(rig.items()).toContainEqual(expect.objectContaining({ tag: 'agent', text: 'still here' }));
  });

  test('changes mode, model and title, and says why it will not bypass', async () => {
    const { rig, folder } = await open();
    const id = await rig.start({ folder, prompt: '' });
    const refused = await rig.own.command(id, { tag: 'set-mode', mode: 'bypassPermissions' });
    expect(refused).toEqual({ ok: false, error: { code: 'refused', detail: 'bypass_not_launched' } });
    expect((await rig.own.command(id, { tag: 'set-mode', mode: 'plan' })).ok).toBe(true);
    await rig.event('session-facts', ({ facts }) => facts.permissionMode === 'plan');
    expect((await rig.own.command(id, { tag: 'set-model', model: 'claude-haiku-4-5' })).ok).toBe(true);
    await rig.event('session-facts', ({ facts }) => facts.model === 'claude-haiku-4-5');
    expect((await rig.own.command(id, { tag: 'rename', title: 'Sorting post' })).ok).toBe(true);
    await rig.event('session-facts', ({ facts }) => facts.title === 'Sorting post');
    expect(rig.factsOf(id)[0]).toMatchObject({ title: 'work', can: { sendMessage: true, resume: false } });
  });

  test('takes a message while a turn runs, and says so at once', async () => {
    const { rig, folder } = await open();
    const id = await rig.start({ folder, prompt: `${touch('busy')}\nSAY first` });
    const asked = await rig.ask(1);
    expect((await rig.message(id, 'and one more thing')).ok).toBe(true);
    expect(rig.items()).toContainEqual(expect.objectContaining({ tag: 'person', text: 'and one more thing' }));
    await rig.answer(id, asked, { tag: 'allow' });
    await rig.turnEnd(1);
    const said = rig.items().filter((item) => item.tag === 'person' && item.text === 'and one more thing');
    expect(new Set(said.map((item) => item.id)).size).toBe(1);
  });

  test('keeps two asks at once apart, answered in the other order', async () => {
    const { claude, rig, folder } = await open();
    const read = (path: string) => run('Read', { file_path: path });
    const id = await rig.start({ folder, prompt: `${together(read('/etc/hostname'), read('/etc/hosts'))}\nSAY done` });
    const [first, second] = [await rig.ask(1), await rig.ask(2)];
    await rig.answer(id, second, { tag: 'deny', reason: 'not hosts', stop: false });
    await rig.answer(id, first, { tag: 'allow' });
    await rig.turnEnd(1);
    const results = new Map(claude.api.toolResults.map((result) => [result.toolUseId, result.text]));
    expect(results.get(second.request.toolUseId ?? '')).toContain('not hosts');
    expect(results.get(first.request.toolUseId ?? '')).not.toContain('not hosts');
  });

  test('is taken up again after a crash and after a restart, as the same session', async () => {
    const { claude, rig, folder, has } = await open();
    const id = await rig.start({ folder, prompt: `${touch('crashed')}\nSAY x` });
    const asked = await rig.ask(1);
    // It writes its record a moment late, and what is not written by then a crash takes along.
    await vi.waitUntil(async () => {
      const path = await findTranscript(claude.home.configDir, id, folder);
      return path !== null && (await readFile(path, 'utf8')).includes('touch crashed');
    }, LATE);
    const registry = join(claude.home.configDir, 'sessions');
    const [entry = ''] = (await readdir(registry)).filter((name) => name.endsWith('.json'));
    process.kill(Number.parseInt(entry, 10), 'SIGKILL');
    await rig.ended(id);
    expect(rig.factsOf(id).at(-1)).toMatchObject({
      activity: { tag: 'ended', reason: 'crashed: SIGKILL' },
      can: { resume: true, sendMessage: false },
    });
    expect(rig.items().at(-1)).toMatchObject({ tag: 'event', event: { tag: 'crashed', how: 'SIGKILL' } });
    expect(await rig.answer(id, asked, { tag: 'allow' })).toEqual({ tag: 'failed' });
    expect(rig.own.running).toBe(0);
    await rig.own.stop();

    const next = openOwn({ ...claude.home });
    await next.own.restore();
    expect(next.factsOf(id)[0]).toMatchObject({ cwd: folder, activity: { tag: 'ended' }, can: { resume: true } });
    expect(await next.own.command(id, { tag: 'resume' })).toEqual({ ok: true, value: null });
    expect((await next.message(id, `${touch('resumed')}\nSAY back`)).ok).toBe(true);
    await next.answer(id, await next.ask(1), { tag: 'allow' });
    await next.turnEnd(1);
    expect([has('crashed'), has('resumed')]).toEqual([false, true]);
    // What was said before is still known to the model.
    expect(JSON.stringify(claude.api.requests.at(-1)?.messages)).toContain('touch crashed');
  });

  test('leaves no command behind when Gatehouse ends', async () => {
    const { rig, folder } = await open();
    const id = await rig.start({
      folder,
      prompt: run('Bash', { command: `touch held; tail -f ${folder}/held`, description: 'd' }),
    });
    await rig.answer(id, await rig.ask(1), { tag: 'allow' });
    await rig.event('answer-seen');
    await rig.until('the command', () => (existsSync(join(folder, 'held')) ? true : undefined));
    const left = async () => [...(await commandsNaming(id)), ...(await commandsNaming(`tail -f ${folder}`))];
    expect(await left()).not.toEqual([]);
    const before = performance.now();
    await rig.own.stop();
    // It gives up waiting after 1.1 s, whatever still ends; the rest is for a busy computer.
    expect(performance.now() - before).toBeLessThan(3_000);
    await vi.waitUntil(async () => (await left()).length === 0, LATE);
  });

  test('says what a failing API said, and goes on', async () => {
    const { claude, rig, folder } = await open();
    claude.api.when('a day that breaks', 'FAIL 400');
    const id = await rig.start({ folder, prompt: 'a day that breaks' });
    expect(await rig.turnEnd(1)).toMatchObject({ isError: true, text: expect.stringContaining('400') as string });
    expect((await rig.message(id, 'SAY better')).ok).toBe(true);
    expect(await rig.turnEnd(2)).toMatchObject({ isError: false });
  });

  test('does not begin a conversation that nobody knows', async () => {
    const { rig, folder } = await open();
    const resume = '22222222-1111-4111-8111-111111111111';
    expect(await rig.own.start({ folder, prompt: '', mode: 'default', resume })).toEqual({
      ok: false,
      error: { code: 'no-such-session' },
    });
    expect(rig.events).toEqual([]);
  });
});
