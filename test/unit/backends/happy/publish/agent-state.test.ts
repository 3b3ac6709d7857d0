import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  idsIn,
  wantedState,
  type EndedEntry,
  type OpenEntry,
  type WantedState,
} from '../../../../../main/backends/happy/publish/agent-state.ts';

const open = (over: Partial<OpenEntry> = {}): OpenEntry => ({
  tool: 'Bash',
  argumentsJson: '{"command":"ls"}',
  createdAtMs: 1,
  ...over,
});
const ended = (over: Partial<EndedEntry> = {}): EndedEntry => ({
  ...open(),
  completedAtMs: 2,
  status: 'approved',
  ...over,
});
const wanted = (over: Partial<WantedState> = {}): WantedState => ({
  controlledByUser: false,
  open: new Map(),
  ended: new Map(),
  maxEndedBytes: 100_000,
  nowMs: 9,
  orphanReason: 'Die Frage hat sich erledigt.',
  ...over,
});

describe('The state that is wanted', () => {
  test('is made of nothing', () => {
    expect(JSON.parse(wantedState(null, wanted({ open: new Map([['a', open()]]) })))).toEqual({
      controlledByUser: false,
      requests: { a: { tool: 'Bash', arguments: { command: 'ls' }, createdAt: 1 } },
      completedRequests: {},
    });
  });

  test('leaves what others wrote as it was written, numbers and all', () => {
    const theirs = '{"usageLimits":{"big":9007199254740993},"controlledByUser":true}';
    const state = wantedState(theirs, wanted());
    expect(state).toContain('"usageLimits":{"big":9007199254740993}');
    expect(state).toContain('"controlledByUser":false');
  });

  test('shows an input as the agent wrote it', () => {
    const argumentsJson = '{"id":9007199254740993,"id":1e400}';
    expect(wantedState(null, wanted({ open: new Map([['a', open({ argumentsJson })]]) }))).toContain(argumentsJson);
  });

  test('ends what an earlier run left open, but not before it is known what is open', () => {
    const before = wantedState(null, wanted({ open: new Map([['a', open()]]) }));
    expect(JSON.parse(wantedState(before, wanted({ open: null })))).toMatchObject({
      requests: { a: { tool: 'Bash' } },
    });
    expect(JSON.parse(wantedState(before, wanted()))).toMatchObject({
      requests: {},
      completedRequests: {
        a: { tool: 'Bash', status: 'canceled', completedAt: 9, reason: 'Die Frage hat sich erledigt.' },
      },
    });
  });

  test('says of an ended ask how it ended, under both names of its grants', () => {
    const state = wantedState(null, wanted({ ended: new Map([['a', ended({ reason: 'no', allowTools: ['Edit'] })]]) }));
    expect(JSON.parse(state)).toMatchObject({
      completedRequests: {
        a: { status: 'approved', decision: 'approved', reason: 'no', allowTools: ['Edit'], allowedTools: ['Edit'] },
      },
    });
  });

  test('keeps the newest of what is over, within its number and its bytes', () => {
    const many = new Map(Array.from({ length: 80 }, (_, n) => [`id${n}`, ended({ completedAtMs: n })] as const));
    const ids = idsIn(wantedState(null, wanted({ ended: many })));
    expect(ids).toHaveLength(50);
    expect(ids).toContain('id79');
    expect(idsIn(wantedState(null, wanted({ ended: many, maxEndedBytes: 0 })))).toEqual([]);
  });

  test('is the same when it is made again from itself', () => {
    const id = fc.string({ minLength: 1, maxLength: 6 });
    const someEnded = fc.uniqueArray(fc.tuple(id, fc.nat(3)), { selector: ([key]) => key, maxLength: 70 });
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { maxLength: 5 }),
        someEnded,
        fc.jsonValue({ maxDepth: 2 }),
        (opens, ends, other) => {
          const want = wanted({
            open: new Map(opens.map((key) => [key, open()])),
            ended: new Map(ends.map(([key, atMs]) => [key, ended({ completedAtMs: atMs })])),
          });
          const once = wantedState(JSON.stringify({ other, requests: { left: { tool: 'X' } } }), want);
          expect(wantedState(once, { ...want, nowMs: 99 })).toBe(once);
        },
      ),
    );
  });
});
