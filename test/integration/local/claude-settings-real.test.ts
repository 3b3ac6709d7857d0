import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClaudeCode } from '../../../main/backends/local/claude-settings/installed-claude.ts';
import { Gateway } from '../../../main/backends/local/gateway/gateway.ts';
import { systemClock as clock } from '../../../main/net/system-clock.ts';
import { systemRandom as random } from '../../../main/net/system-random.ts';
import { realClaude } from '../../support/real-claude.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { change, settings } from './claude-settings-place.ts';

const LATE = { timeout: 45_000, interval: 50 };
const DECISIONS = {
  allow: { behavior: 'allow' },
  deny: { behavior: 'deny', message: 'Not now.' },
} as const;

/** The real Claude Code, a gateway that answers every ask in one way, and our hooks in the person's settings. */
async function trial(answer: 'allow' | 'deny' | 'nothing') {
  const { home, api, runPrint } = await realClaude();
  const log = recordingLog();
  const called: string[] = [];
  const claude = createClaudeCode({
    host: {
      profileDir: `${home.homeDir}/profile`,
      homeDir: home.homeDir,
      environment: home.env,
      platform: process.platform,
      clock,
      random,
      log,
      openFolder: () => Promise.resolve(false),
    },
    ensureListening: async (firstPort) => {
      if (gateway.port !== null) return gateway.port;
      const listening = await gateway.listen(firstPort);
      return listening.ok ? listening.value : null;
    },
    managedDir: `${home.homeDir}/managed`,
  });
  const gateway: Gateway = new Gateway({ clock, log, checkToken: (token) => claude.checkToken(token) });
  onTestFinished(async () => {
    await claude.stop();
    await gateway.close();
  });
  gateway.handle((call) => {
    const event = String(call.value['hook_event_name']);
    called.push(event);
    const isAsk = event === 'PermissionRequest' && answer !== 'nothing';
    const decision = isAsk ? { hookEventName: event, decision: DECISIONS[answer] } : undefined;
    void call.respond(JSON.stringify(decision === undefined ? {} : { hookSpecificOutput: decision }));
  });
  claude.use(settings());
  return { home, claude, called, runPrint, apiHost: new URL(api.baseUrl).host };
}

test('a trial run of the real Claude Code calls the hooks that we wrote, and tells that it was allowed', async () => {
  const { home, claude, called } = await trial('allow');
  expect(await change(claude, 'connect')).toBe('done');
  expect(claude.view).toMatchObject({
    program: { tag: 'found', path: home.program, hookStyle: 'http' },
    hooks: { tag: 'connected', style: 'http' },
    obstacles: [],
  });
  expect(await claude.test()).toEqual({ through: 'claude', outcome: 'allowed' });
  expect(new Set(called)).toEqual(
    new Set([
      'UserPromptSubmit',
      'PreToolUse',
      'PermissionRequest',
      'PostToolUse',
      'PostToolBatch',
      'Stop',
      'SessionEnd',
    ]),
  );
});

test('a trial run tells that it was denied', async () => {
  const { claude } = await trial('deny');
  expect(await change(claude, 'connect')).toBe('done');
  expect(await claude.test()).toEqual({ through: 'claude', outcome: 'denied' });
});

test('a trial run without our hooks, or without an answer of theirs, tells that we were not asked', async () => {
  const { claude } = await trial('nothing');
  expect(await claude.test()).toEqual({ through: 'claude', outcome: 'not-asked' });
  expect(await change(claude, 'connect')).toBe('done');
  expect(await claude.test()).toEqual({ through: 'claude', outcome: 'not-asked' });
});

/** Whether a run in a folder calls our hooks, and whether we say that it cannot. */
async function runIn(folderSettings: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const { home, claude, called, runPrint } = await trial('allow');
  await home.writeSettings(more);
  expect(await change(claude, 'connect')).toBe('done');
  const folder = `${home.workDir}/.claude`;
  await mkdir(folder);
  await writeFile(`${folder}/settings.json`, JSON.stringify(folderSettings));
  await (
    await runPrint('RUN Bash {"command":"touch made"}')
  ).ended;
  await vi.waitFor(() => expect(claude.folders.isBlocked(home.workDir)).not.toBe(null), LATE);
  return { isCalled: called.includes('PermissionRequest'), isBlocked: claude.folders.isBlocked(home.workDir) };
}

const WORKS = { isCalled: true, isBlocked: false };
const BLOCKED = { isCalled: false, isBlocked: true };
/** Nobody listens there. It must not be needed for the model. */
const PROXY = { HTTPS_PROXY: 'http://127.0.0.1:9' };

test.each([
  ['switches hooks off', { disableAllHooks: true }, {}, BLOCKED],
  ['switches them on again', { disableAllHooks: false }, { disableAllHooks: true }, WORKS],
  ['lists other addresses', { allowedHttpHookUrls: ['https://hooks.example.com/*'] }, {}, BLOCKED],
  ['is silent on hooks', { model: 'opus' }, {}, WORKS],
] as const)('a folder whose settings say that it %s is told as the real Claude Code takes it', async (...row) => {
  const [, folder, person, expected] = row;
  expect(await runIn(folder, person)).toEqual(expected);
});

test('a proxy in the settings keeps hooks of the real Claude Code away, and NO_PROXY brings them back', async () => {
  const { home, claude, called, runPrint, apiHost } = await trial('allow');
  await home.writeSettings({ env: { ...PROXY, NO_PROXY: apiHost } });
  expect(await change(claude, 'connect')).toBe('done');
  expect(claude.view?.obstacles).toEqual([
    { code: 'proxy-in-settings', path: home.settingsPath, detail: 'HTTPS_PROXY' },
  ]);
  await (
    await runPrint('RUN Bash {"command":"touch made"}')
  ).ended;
  expect(called).toEqual([]);
  const text = await readFile(home.settingsPath, 'utf8');
  await writeFile(home.settingsPath, text.replace(apiHost, '127.0.0.1'));
  expect((await claude.look()).obstacles).toEqual([]);
  await (
    await runPrint('RUN Bash {"command":"touch made"}')
  ).ended;
  expect(called).toContain('PermissionRequest');
});
