import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAgentRows } from '../../../../../main/backends/local/registry/agents.ts';
import { readRegistryEntry } from '../../../../../main/backends/local/registry/registry-entry.ts';

interface Recorded {
  readonly source: string;
  readonly value: unknown;
}
const recorded = readFileSync(new URL('../../../../fixtures/ccr/local-registry.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Recorded => JSON.parse(line));
const filesOf = ({ value }: Recorded) => Object.values(value ?? {}).map((file) => JSON.stringify(file));

const SMALL = { pid: 7, sessionId: 'a-b_c', cwd: '/w' };

describe('an entry of the registry', () => {
  test('tells, as Claude Code really wrote it, what a session does and what it waits for', () => {
    const told = recorded
      .filter(({ source }) => source.startsWith('sessions'))
      .flatMap(filesOf)
      .map((json) => readRegistryEntry(json))
      .map((entry) => entry && [entry.status, entry.waitingFor]);
    expect(told).toEqual([
      ['idle', null],
      ['busy', null],
      ['waiting', 'permission prompt'],
      ['busy', null],
      ['idle', null],
      ['busy', null],
      ['waiting', 'input needed'],
      ['idle', null],
      ['busy', null],
      ['idle', null],
    ]);
  });

  test('is read with all it has', () => {
    const [json = ''] = recorded.filter(({ source }) => source.startsWith('sessions')).flatMap(filesOf);
    expect(readRegistryEntry(json)).toEqual({
      pid: 4409,
      sessionId: '7743b8bb-0dc3-462b-8ccc-f270877549f5',
      cwd: '/home/u/workT',
      name: 'tray-demo',
      nameSource: 'user',
      kind: 'interactive',
      entrypoint: 'cli',
      version: '2.1.329',
      status: 'idle',
      waitingFor: null,
      statusUpdatedAtMs: 1795226822556,
      startedAtMs: 1795226822488,
      tmux: 't:@0.%0',
      jobId: null,
      procStart: '258610',
      pidDomain: 'linux:3d1219c7c4c5404aaa1f6d2a48adfda4:pid:[4026531836]',
    });
  });

  test('of a background session is named so, by either word', () => {
    const kindOf = (kind: string) => readRegistryEntry(JSON.stringify({ ...SMALL, kind, jobId: 'e4b6af1c' }))?.kind;
    expect([kindOf('bg'), kindOf('background'), kindOf('interactive'), kindOf('robot')]).toEqual([
      'background',
      'background',
      'interactive',
      'other',
    ]);
  });

  test('needs a process, a session and a folder; all else may be missing or wrong', () => {
    const odd = {
      ...SMALL,
      status: 'dancing',
      name: 5,
      procStart: {},
      startedAt: 'noon',
      tmux: ['t'],
      waitingFor: 'x',
    };
    expect(readRegistryEntry(JSON.stringify(odd))).toEqual({
      ...SMALL,
      kind: 'other',
      entrypoint: '',
      version: '',
      status: null,
      waitingFor: null,
      statusUpdatedAtMs: null,
      startedAtMs: null,
      tmux: null,
      jobId: null,
      procStart: null,
      pidDomain: null,
    });
    for (const member of ['pid', 'sessionId', 'cwd']) {
      expect(readRegistryEntry(JSON.stringify({ ...SMALL, [member]: undefined }))).toBeNull();
    }
  });

  test('that names a path as its session is refused', () => {
    expect(readRegistryEntry(JSON.stringify({ ...SMALL, sessionId: '../../etc/passwd' }))).toBeNull();
  });

  test('cut anywhere is no entry and no error', () => {
    const json = JSON.stringify(SMALL);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: json.length - 1 }), (length) => {
        expect(readRegistryEntry(json.slice(0, length))).toBeNull();
      }),
    );
  });
});

describe('the list that the program prints', () => {
  test('is read as it was recorded', () => {
    const lists = recorded.filter(({ source }) => source.startsWith('claude agents'));
    const rows = lists.map(({ value }) => readAgentRows(JSON.stringify(value)));
    expect(rows.at(-1)).toEqual([]);
    expect(rows[0]).toEqual([
      {
        pid: 4409,
        cwd: '/home/u/workT',
        kind: 'interactive',
        startedAtMs: 1795226822488,
        sessionId: '7743b8bb-0dc3-462b-8ccc-f270877549f5',
        name: 'tray-demo',
      },
    ]);
  });

  test('leaves out rows that cannot be read, and is nothing if it is no list', () => {
    expect(readAgentRows('[1, {"sessionId":"s","cwd":"/w","kind":"background","state":"stopped","pid":"x"}]')).toEqual([
      { sessionId: 's', cwd: '/w', kind: 'background', state: 'stopped' },
    ]);
    expect(readAgentRows('{"rows":[]}')).toBeNull();
    expect(readAgentRows('Please log in')).toBeNull();
  });
});
