import { describe, expect, test } from 'vitest';
import type { RegistryEntry } from '../../../../../main/backends/local/registry/registry-entry.ts';
import { entriesBySession, registryChange } from '../../../../../main/backends/local/registry/registry-change.ts';
import { elapsedMs } from '../../../../../main/backends/local/registry/process-check.ts';
import {
  endedFacts,
  entryActivity,
  sessionFacts,
  sessionTitle,
} from '../../../../../main/backends/local/registry/session-facts.ts';

function entry(change: Partial<RegistryEntry> = {}): RegistryEntry {
  return {
    pid: 7,
    sessionId: 's',
    cwd: '/home/u/shop',
    kind: 'interactive',
    entrypoint: 'cli',
    version: '2.1.329',
    status: 'idle',
    waitingFor: null,
    statusUpdatedAtMs: 20,
    startedAtMs: 10,
    tmux: null,
    jobId: null,
    procStart: null,
    pidDomain: null,
    ...change,
  };
}
const HERE = { host: 'desk', hooksSilence: null } as const;

describe('what is told of a session in a terminal', () => {
  test('is where it runs, what it does, and that it can be answered, read and found', () => {
    const facts = sessionFacts(entry({ status: 'busy' }), { model: 'm', permissionMode: 'default' }, HERE);
    expect({ ...facts, can: Object.entries(facts.can ?? {}).flatMap(([what, can]) => (can ? what : [])) }).toEqual({
      title: 'shop',
      cwd: '/home/u/shop',
      host: 'desk',
      activity: { tag: 'working' },
      can: ['answer', 'history', 'reveal'],
      silence: null,
      model: 'm',
      permissionMode: 'default',
      lastHeardAtMs: 20,
    });
  });

  test('says what it waits for, each kind by its own word', () => {
    const details = [
      'permission prompt',
      'worker request',
      'input needed',
      'dialog open',
      'sandbox request',
      'news',
      null,
    ];
    expect(details.map((waitingFor) => entryActivity({ status: 'waiting', waitingFor }))).toEqual(
      ['terminal-prompt', 'terminal-prompt', 'input', 'dialog', 'sandbox', 'dialog', 'dialog'].map((detail) => ({
        tag: 'needs-you',
        detail,
      })),
    );
    expect(entryActivity({ status: null, waitingFor: null })).toEqual({ tag: 'unknown' });
  });

  test('says why its asks do not come here, until they do again', () => {
    const silenceIn = (permissionMode: string) => sessionFacts(entry(), { permissionMode }, HERE).silence;
    expect(['bypassPermissions', 'auto', 'dontAsk', 'plan'].map(silenceIn)).toEqual([
      'bypass-mode',
      'auto-mode',
      'dont-ask-mode',
      null,
    ]);
    const withoutHooks = sessionFacts(entry(), { permissionMode: 'auto' }, { ...HERE, hooksSilence: 'not-connected' });
    expect([withoutHooks.silence, withoutHooks.can?.answer]).toEqual(['not-connected', false]);
  });

  test('after its end leaves its record, its folder and taking it up again', () => {
    const { activity, can } = endedFacts();
    expect(activity).toEqual({ tag: 'ended' });
    expect([can?.answer, can?.history, can?.resume, can?.reveal]).toEqual([false, true, true, true]);
  });
});

describe('the title of a session', () => {
  const named = { cwd: '/home/u/shop', name: 'Checkout' };
  test('is the name a person gave it, else the first line asked last, else the folder', () => {
    const asked = { lastPrompt: '\n  Fix the till\nand the door' };
    expect(sessionTitle({ ...named, nameSource: 'user' }, asked)).toBe('Checkout');
    expect(sessionTitle({ ...named, nameSource: 'derived' }, asked)).toBe('Fix the till');
    expect(sessionTitle({ ...named, nameSource: 'derived' }, { ...asked, customTitle: 'Till' })).toBe('Till');
    expect(sessionTitle({ ...named, nameSource: 'derived' }, { aiTitle: 'Repairs' })).toBe('Repairs');
    expect(sessionTitle({ ...named, nameSource: 'auto' }, {})).toBe('Checkout');
    expect(sessionTitle({ ...named, nameSource: 'derived' }, {})).toBe('shop');
    expect(sessionTitle({ cwd: '/' }, {})).toBe('/');
  });
  test('is cut between characters, not within one', () => {
    const title = sessionTitle({ cwd: '/w' }, { lastPrompt: '🦆'.repeat(500) });
    expect(title).toBe(`${'🦆'.repeat(119)}…`);
  });
});

describe('a change of the registry', () => {
  test('names what came, what changed and what went', () => {
    const [one, two, three] = [entry({ pid: 1 }), entry({ pid: 2 }), entry({ pid: 3 })];
    const busy = entry({ pid: 2, status: 'busy' });
    expect(registryChange([one, two], [busy, three])).toEqual({
      appeared: [three],
      changed: [{ before: two, after: busy }],
      gone: [one],
    });
    expect(registryChange([one, two], [two, { ...one }])).toBeNull();
  });
  test('of a conversation open twice is told by the terminal that spoke last', () => {
    const older = entry({ pid: 1, statusUpdatedAtMs: 5 });
    const newer = entry({ pid: 2, statusUpdatedAtMs: 9 });
    expect(entriesBySession([newer, older]).get('s')).toBe(newer);
  });
});

test('the running time that ps tells is read in each of its forms', () => {
  expect(['00:07', '12:34', '1:02:03', '01:02:03', '2-03:04:05', 'ELAPSED', ''].map((text) => elapsedMs(text))).toEqual(
    [7_000, 754_000, 3_723_000, 3_723_000, 183_845_000, null, null],
  );
});
