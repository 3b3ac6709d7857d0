import { expect, onTestFinished, test } from 'vitest';
import { createClaudeCode } from '../../../main/backends/local/claude-settings/installed-claude.ts';
import { Gateway } from '../../../main/backends/local/gateway/gateway.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom as random } from '../../../main/net/system-random.ts';
import type { Clock } from '../../../main/ports/clock.ts';
import { MINUTE_MS } from '../../../shared/units.ts';
import { realClaude } from '../../support/real-claude.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';
import { change, settings } from './claude-settings-place.ts';

/** The system's clock, on which two minutes are over when the test says so. */
function hurriedClock() {
  const long = new Set<() => void>();
  const clock: Clock = {
    ...systemClock,
    schedule(delayMs, run) {
      if (delayMs < 2 * MINUTE_MS) return systemClock.schedule(delayMs, run);
      long.add(run);
      return () => void long.delete(run);
    },
  };
  return { clock, twoMinutesLater: () => long.forEach((run) => run()) };
}

type Answer = 'allow' | 'deny' | 'no-opinion' | 'nobody';
const DECISIONS = { allow: { behavior: 'allow' }, deny: { behavior: 'deny', message: 'Not now.' } } as const;

/** Our hooks in somebody's settings, and a gateway that answers every ask in one way. */
async function trial(answer: Answer, homeDir: string, environment: Readonly<Record<string, string>>) {
  const log = recordingLog();
  const { clock, twoMinutesLater } = hurriedClock();
  const openFolder = () => Promise.resolve(false);
  const host = { profileDir: `${homeDir}/profile`, homeDir, environment, clock, random, log, openFolder };
  const claude = createClaudeCode({
    host: { ...host, platform: process.platform },
    async ensureListening(firstPort) {
      if (gateway.port !== null) return gateway.port;
      const listening = await gateway.listen(firstPort);
      return listening.ok ? listening.value : null;
    },
    managedDir: `${homeDir}/managed`,
  });
  const gateway: Gateway = new Gateway({ clock: systemClock, log, checkToken: (token) => claude.checkToken(token) });
  onTestFinished(async () => {
    await claude.stop();
    await gateway.close();
  });
  const asks: Readonly<Record<string, unknown>>[] = [];
  gateway.handle((call) => {
    const isAsk = call.value['hook_event_name'] === 'PermissionRequest';
    if (isAsk) asks.push(call.value);
    if (isAsk && answer === 'nobody') return twoMinutesLater();
    const isDecided = isAsk && answer !== 'no-opinion' && answer !== 'nobody';
    const said = isDecided
      ? { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: DECISIONS[answer] } }
      : {};
    void call.respond(JSON.stringify(said));
  });
  claude.use(settings());
  return { claude, asks };
}

test.each([
  ['allow', 'allowed'],
  ['deny', 'denied'],
  ['no-opinion', 'not-answered'],
  ['nobody', 'not-answered'],
] as const)('without the program our own gateway is asked: %s there is told as %s', async (answer, outcome) => {
  const { claude, asks } = await trial(answer, await tempDir(), { PATH: '' });
  const program = '/nowhere/claude';
  claude.use(settings({ program }));
  expect(await change(claude, 'connect')).toBe('done');
  expect(claude.view?.program).toEqual({ tag: 'not-found' });
  expect(await claude.test()).toEqual({ through: 'gateway', outcome });
  expect(asks).toHaveLength(1);
  expect(asks[0]).toMatchObject({ tool_name: 'GatehouseTest' });
});

test('without the program and without our hooks nobody can be asked', async () => {
  const { claude, asks } = await trial('allow', await tempDir(), { PATH: '' });
  claude.use(settings({ program: '/nowhere/claude' }));
  expect(await claude.test()).toEqual({ through: 'gateway', outcome: 'not-asked' });
  expect(asks).toEqual([]);
});

test('a trial run of the real Claude Code that nobody answers ends, and tells so', async () => {
  const { home } = await realClaude();
  const { claude, asks } = await trial('nobody', home.homeDir, home.env);
  expect(await change(claude, 'connect')).toBe('done');
  expect(await claude.test()).toEqual({ through: 'claude', outcome: 'not-answered' });
  expect(asks).toHaveLength(1);
});
