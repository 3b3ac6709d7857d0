import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextBatch } from '../../../../../main/backends/happy/publish/batch.ts';
import { cutItem } from '../../../../../main/backends/happy/publish/cut-item.ts';
import { cutJson, cutText, jsonBytes } from '../../../../../main/backends/happy/publish/cut-json.ts';
import { derivedUuid } from '../../../../../main/backends/happy/publish/derived-uuid.ts';
import { createKeepAlive } from '../../../../../main/backends/happy/publish/keep-alive.ts';
import { KnownIds } from '../../../../../main/backends/happy/publish/known-ids.ts';
import { wantedMetadata } from '../../../../../main/backends/happy/publish/session-metadata.ts';
import { ShareKey } from '../../../../../main/backends/happy/publish/share-key.ts';
import { accountKeys } from '../../../../../main/backends/happy/crypto/account-keys.ts';
import { systemRandomBytes } from '../../../../../main/backends/happy/crypto/random-bytes.ts';
import { sessionId } from '../../../../../shared/ids.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';

describe('Signs of life', () => {
  test('of all sessions go by one timer, which ends with the last of them', () => {
    const clock = createHandClock();
    const alive = createKeepAlive(clock);
    let beats = 0;
    const offs = Array.from({ length: 200 }, () => alive.add(() => beats++));
    expect(clock.pending()).toBe(1);
    clock.advance(2_000);
    expect(beats).toBe(200);
    offs[0]?.();
    offs[0]?.();
    clock.advance(2_000);
    expect(beats).toBe(399);
    for (const off of offs) off();
    expect(clock.pending()).toBe(0);
  });
});

describe('What is too large', () => {
  test('is cut to fit and says where', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 200, max: 2_000 }), (value, limit) => {
        const { value: cut, isWhole } = cutJson(value, limit, '(cut)');
        expect(jsonBytes(cut)).toBeLessThanOrEqual(limit);
        if (isWhole) expect(cut).toEqual(value);
        else expect(JSON.stringify(cut)).toContain('(cut)');
      }),
    );
  });

  test('is not cut through the middle of a character', () => {
    expect(cutText('ab😀', 3, '(cut)')).toBe('ab… (cut)');
    expect(cutText('ab😀', 4, '(cut)')).toBe('ab😀');
  });

  test('stays an input that can be read', () => {
    const item = cutItem({
      id: 'a',
      tag: 'tool-call',
      toolUseId: 't',
      toolName: 'Write',
      inputJson: JSON.stringify({ file_path: '/a', content: 'x'.repeat(2_000_000) }),
    });
    expect(item.tag === 'tool-call' && JSON.parse(item.inputJson)).toMatchObject({ file_path: '/a' });
    expect(JSON.stringify(item).length).toBeLessThan(300_000);
    expect(cutItem({ id: 'a', tag: 'agent', text: 'short' })).toEqual({ id: 'a', tag: 'agent', text: 'short' });
  });
});

test('A batch has at least one message, and no more than fit', () => {
  const big = { localId: 'a', content: 'x'.repeat(2_000_000) };
  const small = { localId: 'b', content: 'x' };
  expect(nextBatch([big, small])).toEqual([big]);
  expect(nextBatch([small, small, big])).toEqual([small, small]);
  expect(nextBatch([small, small, small], 2)).toHaveLength(2);
  expect(nextBatch([])).toEqual([]);
});

test('An id made of parts is a uuid, the same for the same parts and no others', () => {
  expect(derivedUuid('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(derivedUuid('a', 'b')).toBe(derivedUuid('a', 'b'));
  expect(derivedUuid('ab')).not.toBe(derivedUuid('a', 'b'));
});

test('Only the newest ids are known', () => {
  const ids = new KnownIds(2);
  expect([ids.add('a'), ids.add('a'), ids.add('b'), ids.add('c')]).toEqual([true, false, true, true]);
  expect([ids.has('a'), ids.has('b'), ids.has('c')]).toEqual([false, true, true]);
});

describe('The key of a share', () => {
  const account = accountKeys(Buffer.alloc(32, 7));
  test('is found again in a later run, and tells the row of another session', () => {
    const first = new ShareKey(account, 'one', systemRandomBytes);
    const later = new ShareKey(account, 'one', systemRandomBytes);
    expect(later.unseal(first.seal('hello'))).toBe('hello');
    expect(later.opens(first.wrapped)).toBe(true);
    const other = new ShareKey(account, 'two', systemRandomBytes);
    expect(other.unseal(first.seal('hello'))).toBe(null);
    expect(other.opens(first.wrapped)).toBe(false);
    expect(other.opens(null)).toBe(false);
    expect(other.opens('rubbish')).toBe(false);
  });
});

describe('The metadata of a share', () => {
  const facts = {
    sessionId: sessionId('s'),
    language: 'en',
    title: 'Ours',
    cwd: '/home/ada',
    agent: 'claude',
    permissionMode: 'default',
    working: false,
    control: 'remote',
    can: { sendMessage: true, interrupt: true, setMode: true, end: true },
  } as const;
  const host = { machineId: 'm', host: 'h', homeDir: '/home/ada', platform: 'linux', processId: 1, version: '1.0.0' };
  const life = { state: 'running', sinceMs: 1 } as const;

  test('leaves the name and the mode that a person picked on another device, until they change here', () => {
    const picked = '{"summary":{"text":"Theirs","updatedAt":5},"permissionMode":"plan","theirs":1}';
    const same = JSON.parse(wantedMetadata(picked, { facts, written: facts, host, life, nowMs: 9 }));
    expect(same).toMatchObject({ summary: { text: 'Theirs' }, permissionMode: 'plan', theirs: 1 });
    const changed = { ...facts, title: 'New', permissionMode: 'acceptEdits' };
    const next = JSON.parse(wantedMetadata(picked, { facts: changed, written: facts, host, life, nowMs: 9 }));
    expect(next).toMatchObject({ summary: { text: 'New', updatedAt: 9 }, permissionMode: 'acceptEdits', theirs: 1 });
  });

  test('takes back that it was put away, when it runs again', () => {
    const archived = wantedMetadata(null, {
      facts,
      written: null,
      host,
      life: { ...life, state: 'archived' },
      nowMs: 9,
    });
    expect(JSON.parse(archived)).toMatchObject({ lifecycleState: 'archived', archivedBy: 'gatehouse' });
    const again = JSON.parse(wantedMetadata(archived, { facts, written: null, host, life, nowMs: 10 }));
    expect(again).toMatchObject({ lifecycleState: 'running', summary: { text: 'Ours', updatedAt: 9 } });
    expect(again).not.toHaveProperty('archivedBy');
  });
});
