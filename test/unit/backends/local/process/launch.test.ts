import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { argumentsFor, environmentFor, findFolder } from '../../../../../main/backends/local/process/launch.ts';
import { spawnPlan } from '../../../../../main/backends/local/process/spawn-plan.ts';

const sessionId = '11111111-1111-4111-8111-111111111111';

test('begins a conversation under our id, and takes one up under the same', () => {
  const args = argumentsFor({ sessionId, isResume: false, mode: 'plan', model: 'claude-opus-5-5[1m]' });
  expect(args.ok && args.value.slice(-6)).toEqual([
    ...['--session-id', sessionId, '--permission-mode', 'plan', '--model', 'claude-opus-5-5[1m]'],
  ]);
  const resumed = argumentsFor({ sessionId, isResume: true });
  expect(resumed.ok && resumed.value.slice(-2)).toEqual(['--resume', sessionId]);
});

test('takes no model or mode that could be read as something else', () => {
  for (const model of ['--dangerously-skip-permissions', '', 'a b', 'x"&calc', '%PATH%'])
    expect(argumentsFor({ sessionId, isResume: false, model })).toMatchObject({ error: { code: 'not-started' } });
  expect(argumentsFor({ sessionId, isResume: false, mode: 'all' })).toMatchObject({ error: { code: 'not-started' } });
  for (const model of ['sonnet', 'us.anthropic.claude-x-v1:0', 'arn:aws:bedrock:eu:1:inference-profile/x'])
    expect(argumentsFor({ sessionId, isResume: false, model }).ok).toBe(true);
});

test('takes no id of a conversation that could be read as something else', () => {
  for (const id of ['--dangerously-skip-permissions', '-p', 'agent-a8860fd428792ff73', ''])
    for (const isResume of [true, false])
      expect(argumentsFor({ sessionId: id, isResume })).toMatchObject({ error: { code: 'not-started' } });
});

test("hands on the person's environment without ours, Electron's, and that of a session around us", () => {
  const environment = {
    PATH: '/bin',
    ANTHROPIC_API_KEY: 'k',
    CLAUDE_CODE_USE_BEDROCK: '1',
    UNSET: undefined,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: '--inspect',
    GATEHOUSE_CONFIG: 'x',
    CLAUDECODE: '1',
    CLAUDE_CODE_ENTRYPOINT: 'cli',
    CLAUDE_CODE_SESSION_ID: 's',
    CLAUDE_CODE_MESSAGING_TOKEN: 't',
  };
  const own = { PATH: '/bin', ANTHROPIC_API_KEY: 'k', CLAUDE_CODE_USE_BEDROCK: '1' };
  expect(environmentFor(environment, undefined)).toEqual({ ...own, CLAUDE_CODE_EMIT_SESSION_STATE_EVENTS: '1' });
  expect(environmentFor(environment, '/c')['CLAUDE_CONFIG_DIR']).toBe('/c');
});

test('works in a folder that is there, and nowhere else', async () => {
  const homeDir = await mkdtemp(join(tmpdir(), 'gh-folder-'));
  onTestFinished(() => rm(homeDir, { recursive: true }));
  await writeFile(join(homeDir, 'file'), '');
  expect(await findFolder('~/', homeDir)).toEqual({ ok: true, value: homeDir });
  expect(await findFolder(homeDir, '/nowhere')).toEqual({ ok: true, value: homeDir });
  for (const folder of ['~/none', join(homeDir, 'file'), 'relative', '', '~other'])
    expect(await findFolder(folder, homeDir)).toEqual({ ok: false, error: { code: 'no-such-folder' } });
});

test('runs the command file of Windows through its shell, and everything else by itself', () => {
  const host = { platform: 'win32', environment: { SystemRoot: 'C:\\Windows' } } as const;
  expect(spawnPlan('C:\\npm dir\\claude.cmd', ['-p', 'x'], host)).toMatchObject({
    args: ['/d', '/s', '/c', '""C:\\npm dir\\claude.cmd" -p x"'],
    isVerbatim: true,
  });
  const plain = { program: 'C:\\claude.exe', args: ['-p'], isVerbatim: false };
  expect(spawnPlan('C:\\claude.exe', ['-p'], host)).toEqual(plain);
  expect(spawnPlan('/bin/claude.cmd', ['-p'], { platform: 'linux', environment: {} }).isVerbatim).toBe(false);
});
