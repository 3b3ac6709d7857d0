import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TerminalSessions } from '../../../../main/backends/local/terminal-sessions.ts';
import type { BackendEvent } from '../../../../main/domain/backend-event.ts';
import { connectionId, sessionId } from '../../../../shared/ids.ts';
import { createHandClock } from '../../../support/hand-clock.ts';
import { recordingLog } from '../../../support/recording-log.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { tempDir } from '../../../support/storage/temp-dir.ts';

const SESSION = sessionId('7b3ab0a2-6ad8-4b0b-9bb7-6d2a1f0f5a11');

async function terminals() {
  const homeDir = await tempDir();
  const configDir = join(homeDir, '.claude');
  const clock = createHandClock();
  const log = recordingLog();
  const events: BackendEvent[] = [];
  const statuses: string[] = [];
  let wake = () => {};
  const emit = (event: BackendEvent) => {
    events.push(event);
    wake();
  };
  const parts = { clock, random: seededRandom(1), log };
  const sessions = new TerminalSessions({
    host: {
      ...parts,
      profileDir: homeDir,
      homeDir,
      environment: {},
      platform: process.platform,
      openFolder: () => Promise.resolve(false),
    },
    tools: {
      ...parts,
      connectionId: connectionId('here'),
      emit,
      credentials: { token: () => Promise.reject(new Error('nobody is to be convinced here')) },
      transcripts: { append: () => undefined, live: () => undefined },
    },
    configDir,
    program: () => null,
    isOwn: () => false,
    hooksSilence: () => null,
    onStatus: (_session, { status }) => void statuses.push(status),
    onGone: () => undefined,
    onToolResult: () => undefined,
  });
  onTestFinished(() => sessions.stop());
  const enter = async (pid: number, status: string, atMs: number) => {
    await mkdir(join(configDir, 'sessions'), { recursive: true });
    const entry = { pid, sessionId: SESSION, cwd: homeDir, kind: 'interactive', entrypoint: 'cli' };
    const text = JSON.stringify({ ...entry, status, statusUpdatedAt: atMs });
    await writeFile(join(configDir, 'sessions', `${pid}.json`), text);
  };
  const activity = () =>
    events
      .flatMap((event) => (event.tag === 'session-facts' && event.facts.activity ? [event.facts.activity.tag] : []))
      .at(-1);
  return {
    sessions,
    clock,
    events,
    statuses,
    enter,
    activity,
    leave: (pid: number) => rm(join(configDir, 'sessions', `${pid}.json`)),
    async until(isSo: () => boolean) {
      while (!isSo()) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

test('of a session that is known by its hooks alone nothing is claimed once it has long been quiet', async () => {
  const { sessions, clock, activity } = await terminals();
  sessions.hear(SESSION, { cwd: '/work', activity: { tag: 'working' } });
  expect(activity()).toBe('working');
  clock.advance(9 * 60_000);
  sessions.hear(SESSION, { activity: { tag: 'idle' } });
  clock.advance(9 * 60_000);
  expect(activity()).toBe('idle');
  clock.advance(60_000);
  expect(activity()).toBe('unknown');
  sessions.hear(SESSION, { activity: { tag: 'needs-you' } });
  clock.advance(60 * 60_000); // its line to us is open, so it is there
  expect(activity()).toBe('needs-you');
});

test('the last hook of a session whose entry went first does not bring it back', async () => {
  const { sessions, events, enter, leave, activity, until } = await terminals();
  await enter(process.pid, 'idle', 1_000);
  sessions.refresh();
  await until(() => activity() === 'idle');
  await leave(process.pid);
  sessions.refresh();
  await until(() => activity() === 'ended');
  events.splice(0);
  sessions.hear(SESSION, { activity: { tag: 'ended' } });
  expect(events).toEqual([]);
});

test('a conversation that is open in two terminals says nothing about who of them asked', async () => {
  const { sessions, statuses, enter, activity, until } = await terminals();
  await enter(process.pid, 'waiting', 1_000);
  sessions.refresh();
  await until(() => activity() === 'needs-you');
  expect(statuses).toEqual(['waiting']);
  await enter(process.ppid, 'idle', 2_000);
  sessions.refresh();
  await until(() => activity() === 'idle');
  expect(statuses).toEqual(['waiting']);
});
