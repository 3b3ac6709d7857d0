import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectFolderName } from '../../../main/backends/local/transcript/transcript-path.ts';
import { readTranscript } from '../../../main/claude/transcript.ts';
import { sessionId } from '../../../shared/ids.ts';
import { openProcess } from './local-process-rig.ts';

let rig: Awaited<ReturnType<typeof openProcess>>;
beforeEach(async () => {
  rig = await openProcess();
});
afterEach(() => rig.stop());

const ended = () => rig.heard.until('session-facts', ({ facts }) => facts.activity?.tag === 'ended');

test('lines that are too long, broken or unknown are counted, and harm nothing', async () => {
  const id = await rig.start();
  const run = await rig.agent.run(1);
  run.write(`${'x'.repeat(17 * 1024 * 1024)}\n`);
  run.write('not json\n{"no":"type"}\n\n');
  run.write(`{"type":"from_the_future"}\n{"type":"system","subtype":"new_too"}\n`);
  const { requestId } = run.ask('{"still":"here"}');
  expect(await rig.heard.ask(requestId)).toMatchObject({ sessionId: id });
  await rig.heard.until('frames-skipped', ({ malformed, unknown }) => malformed === 3 && unknown === 2);
});

test('a request that nobody here can handle is refused at once', async () => {
  await rig.start();
  const run = await rig.agent.run(1);
  const deep = `${'['.repeat(200)}${']'.repeat(200)}`;
  run.write(`{"type":"control_request","request_id":"deep","request":{"subtype":"can_use_tool","input":${deep}}}\n`);
  run.say({ type: 'control_request', request_id: 'hook', request: { subtype: 'hook_callback', callback_id: 'x' } });
  const refusal = (id: string) => `"response":{"subtype":"error","request_id":"${id}"`;
  await run.until(() => run.heard.find((line) => line.includes(refusal('deep'))));
  await run.until(() => run.heard.find((line) => line.includes(refusal('hook'))));
  expect(rig.heard.of('asked')).toEqual([]);
});

test('a crash is a state with the last lines it wrote, and takes back what it asked', async () => {
  const id = await rig.start();
  const run = await rig.agent.run(1);
  const { requestId } = run.ask('{}');
  await rig.heard.ask(requestId);
  run.order({ stderr: 'Segmentation \u001b[31mfault\u001b[0m\nsession_token=abc12345\n', exit: 3 });
  expect((await ended()).facts).toMatchObject({
    activity: { tag: 'ended', reason: 'crashed: exit code 3' },
    can: { answer: false, resume: true },
  });
  const [note] = readTranscript(Buffer.from(rig.stored.at(-1) ?? ''));
  expect(note).toMatchObject({
    tag: 'event',
    event: { tag: 'crashed', how: 'exit code 3', lines: 'Segmentation fault\nsession_token=***' },
  });
  expect(await rig.own.command(id, { tag: 'send-message', draftId: randomUUID(), text: 'x' })).toEqual({
    ok: false,
    error: { code: 'offline' },
  });
});

test('a program that ends before it says hello was never a session', async () => {
  rig.agent.nextOnly({ stderr: 'error: not signed in\n', exit: 1 });
  expect(await rig.own.start({ folder: rig.homeDir, prompt: 'x', mode: 'default' })).toEqual({
    ok: false,
    error: { code: 'not-started', detail: 'error: not signed in' },
  });
  expect([rig.heard.all, rig.own.running]).toEqual([[], 0]);
});

test('ends when it is told to, though its input and a polite signal do not move it', async () => {
  await rig.start();
  const run = await rig.agent.run(1);
  run.order({ staysAtEnd: true });
  const before = performance.now();
  await rig.own.stop();
  // It gives up waiting after 1.1 s; the rest is for a busy computer.
  expect(performance.now() - before).toBeLessThan(3_000);
  await ended();
  expect(() => process.kill(run.pid, 0)).toThrow('ESRCH');
});

test('one that was ended is no crash, whatever its code, and comes back as the same session in a new generation', async () => {
  const id = await rig.start('Sort the post\nby date');
  expect(await rig.own.command(id, { tag: 'end' })).toEqual({ ok: true, value: null });
  expect((await ended()).facts.activity).toEqual({ tag: 'ended' });
  const first = await rig.agent.run(1);
  expect(first.heard.some((line) => line.includes('"subtype":"interrupt"'))).toBe(true);
  const [one, two] = await Promise.all([
    rig.own.command(id, { tag: 'resume' }),
    rig.own.command(id, { tag: 'resume' }),
  ]);
  expect([one.ok, two.ok, rig.own.running, rig.agent.runs.length]).toEqual([true, true, 1, 2]);
  await rig.heard.live(2);
  expect(rig.heard.of('session-facts').at(-1)?.sessionId).toBe(id);
  const titles = rig.heard.of('session-facts').flatMap(({ facts }) => facts.title ?? []);
  expect(new Set(titles)).toEqual(new Set(['Sort the post']));
});

test('the prompt goes over stdin alone, and nothing of ours into the environment', async () => {
  await rig.start('a secret prompt');
  const run = await rig.agent.run(1);
  expect(run.argv.join(' ')).not.toContain('secret');
  expect(run.heard.some((line) => line.includes('a secret prompt'))).toBe(true);
  expect(run.cwd).toBe(rig.homeDir);
  expect(Object.keys(run.env).filter((name) => name.startsWith('GATEHOUSE_'))).toEqual([]);
  expect(run.env['CLAUDE_CONFIG_DIR']).toBeUndefined();
  expect(rig.stored.flatMap((frame) => readTranscript(Buffer.from(frame)))).toMatchObject([
    { tag: 'person', text: 'a secret prompt' },
  ]);
});

test('says what is not there: a folder, a session', async () => {
  const nowhere = await rig.own.start({ folder: '~/nowhere', prompt: '', mode: 'default' });
  expect(nowhere).toEqual({ ok: false, error: { code: 'no-such-folder' } });
  const unknown = sessionId(randomUUID());
  expect(await rig.own.command(unknown, { tag: 'interrupt' })).toEqual({
    ok: false,
    error: { code: 'no-such-session' },
  });
  expect(await rig.own.resume(unknown)).toEqual({ ok: false, error: { code: 'no-such-session' } });
  const id = await rig.start();
  await rig.own.command(id, { tag: 'end' });
  expect(await rig.own.command(id, { tag: 'interrupt' })).toEqual({ ok: false, error: { code: 'offline' } });
  await rm(rig.configDir, { recursive: true, force: true });
});

test('a session that is taken up here is no longer called silent for what its terminal was', async () => {
  const started = await rig.own.start({ folder: rig.homeDir, prompt: '', mode: 'default' });
  expect(started.ok).toBe(true);
  expect(rig.heard.of('session-facts').at(0)?.facts.silence).toBeNull();
});

test('a conversation that another program holds is not begun a second time, and says so', async () => {
  const resume = randomUUID();
  const write = async (folder: string, name: string, text: string) => {
    await mkdir(join(rig.configDir, folder), { recursive: true });
    await writeFile(join(rig.configDir, folder, name), text);
  };
  await write(join('projects', projectFolderName(rig.homeDir)), `${resume}.jsonl`, '{"type":"user"}\n');
  // This process stands for the program that holds it.
  const entry = { pid: process.pid, sessionId: resume, cwd: rig.homeDir, kind: 'interactive', entrypoint: 'cli' };
  await write('sessions', `${process.pid}.json`, JSON.stringify({ ...entry, status: 'idle', startedAt: Date.now() }));
  const order = { folder: rig.homeDir, prompt: '', mode: 'default', resume } as const;
  expect(await rig.own.start(order)).toEqual({ ok: false, error: { code: 'runs-elsewhere' } });
  expect(rig.agent.runs).toEqual([]);
  await rm(join(rig.configDir, 'sessions'), { recursive: true });
  expect(await rig.own.start(order)).toMatchObject({ ok: true });
});
