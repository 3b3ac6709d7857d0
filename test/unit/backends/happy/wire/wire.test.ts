import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAgentState } from '../../../../../main/backends/happy/wire/agent-state.ts';
import { changeMetadata } from '../../../../../main/backends/happy/wire/change-metadata.ts';
import { editJson } from '../../../../../main/backends/happy/wire/edit-json.ts';
import { readMessage } from '../../../../../main/backends/happy/wire/message.ts';
import { readMetadata } from '../../../../../main/backends/happy/wire/metadata.ts';

describe('the state of a session', () => {
  test('gives its requests with their arguments as they were written, and how others ended', () => {
    const read = readAgentState(
      '{"controlledByUser":false,"requests":{"t1":{"tool":"Bash","arguments":{ "n":1e400,"k":1,"k":2 },"createdAt":7},' +
        '"bad":{"tool":""},"a\\u0007":{"tool":"X"},"t2":{"tool":"Plan","toolUseId":null}},' +
        '"completedRequests":{"t0":{"tool":"Bash","arguments":{},"createdAt":1,"completedAt":2,"status":"denied",' +
        '"reason":"no","allowedTools":["x"]},"odd":{"status":"maybe"}},"usageLimits":{"x":1}}',
    );
    expect(read).toEqual({
      ok: true,
      value: {
        controlledByUser: false,
        requests: [
          { id: 't1', tool: 'Bash', argumentsJson: '{ "n":1e400,"k":1,"k":2 }', createdAtMs: 7, toolUseId: undefined },
          { id: 't2', tool: 'Plan', argumentsJson: '{}', createdAtMs: undefined, toolUseId: undefined },
        ],
        completed: new Map([['t0', { status: 'denied', completedAtMs: 2, reason: 'no' }]]),
        openCommunications: 0,
        unreadable: 2,
      },
    });
  });

  test.each(['null', '{}', '{"requests":null,"completedRequests":[]}', '{"requests":"x","controlledByUser":"yes"}'])(
    'that says nothing yet, %s, asks nothing',
    (plaintext) => {
      const read = readAgentState(plaintext);
      expect(read.ok && [read.value.requests.length, read.value.controlledByUser]).toEqual([0, null]);
    },
  );

  test.each(['', '7', '[]', '{', `{"requests":{"a":{"tool":"X","arguments":${'['.repeat(500)}${']'.repeat(500)}}}}`])(
    'that cannot be read says so',
    (plaintext) => {
      expect(readAgentState(plaintext)).toEqual({ ok: false, error: { code: 'malformed' } });
    },
  );

  test('takes no member of the language itself for a request', () => {
    const read = readAgentState('{"requests":{"__proto__":{"tool":"Bash","arguments":{"command":"ls"}}}}');
    expect(read.ok && read.value.requests.map(({ id, tool }) => [id, tool])).toEqual([['__proto__', 'Bash']]);
  });
});

describe('a message', () => {
  test('of a device says how it is to be taken: as before, otherwise, or as at the start', () => {
    const read = (meta: string) => readMessage(`{"role":"user","content":{"type":"text","text":"hi"},"meta":${meta}}`);
    expect(read('{"sentFrom":"web","permissionMode":"plan","model":null}')).toEqual({
      ok: true,
      value: { tag: 'person', text: 'hi', meta: { sentFrom: 'web', permissionMode: 'plan', model: null } },
    });
    expect(read('7')).toEqual({ ok: true, value: { tag: 'person', text: 'hi', meta: {} } });
    expect(read('{"permissionMode":5,"model":5}')).toMatchObject({ value: { meta: {} } });
  });

  test.each([
    ['another role', '{"role":"system","content":{"type":"text"}}', 'role'],
    [
      'a newer event of an agent',
      '{"role":"session","content":{"role":"agent","ev":{"t":"hologram"}}}',
      'session/hologram',
    ],
    ['newer news', '{"role":"agent","content":{"type":"event","data":{"type":"dance"}}}', 'event/dance'],
    ['newer words', '{"role":"agent","content":{"type":"codex","data":{"type":"dance"}}}', 'agent/dance'],
    ['another content of a person', '{"role":"user","content":{"type":"voice"}}', 'user/voice'],
  ])('of %s is unknown, not an error', (_name, plaintext, kind) => {
    expect(readMessage(plaintext)).toEqual({ ok: true, value: { tag: 'unknown', kind } });
  });

  test.each([
    '',
    'null',
    '{"role":"user"}',
    '{"role":"user","content":{"type":"text"}}',
    '{"role":"session","content":{"ev":{"t":"text"}}}',
    '{"role":"session","content":{"role":"agent","ev":{"t":"text"}}}',
    '{"role":"agent","content":{"type":"output"}}',
    '{"role":"agent","content":{"type":"event","data":{"type":"switch","mode":"sideways"}}}',
    '{"role":"agent","content":{"type":"codex","data":{"type":"tool-call","name":"x"}}}',
  ])('that is of a known kind and cannot be read, %s, says so', (plaintext) => {
    expect(readMessage(plaintext)).toEqual({ ok: false, error: { code: 'malformed' } });
  });
});

describe('what is shared with others and changed here', () => {
  const METADATA =
    '{ "path":"/x","big":9007199254740993,"k":1,"k":2,"summary":{"text":"old","more":1.0},"new":{"a":[]} }';

  test('keeps all that was not changed, to the last digit', () => {
    expect(changeMetadata(METADATA, { tag: 'rename', title: 'A "shop"', atMs: 5 })).toEqual({
      ok: true,
      value: String.raw`{"path":"/x","big":9007199254740993,"k":1,"k":2,"summary":{"text":"A \"shop\"","more":1.0,"updatedAt":5},"new":{"a":[]}}`,
    });
    const archived = changeMetadata('{"lifecycleState":"running","x":1}', {
      tag: 'archive',
      atMs: 5,
      by: 'user',
      reason: 'Done',
    });
    expect(archived).toEqual({
      ok: true,
      value: '{"lifecycleState":"archived","x":1,"lifecycleStateSince":5,"archivedBy":"user","archiveReason":"Done"}',
    });
  });

  test('goes back to the program’s own mode and model by null', () => {
    expect(changeMetadata('{}', { tag: 'permission-mode', mode: null })).toEqual({
      ok: true,
      value: '{"permissionMode":null}',
    });
    expect(changeMetadata('{"modelMode":"a"}', { tag: 'model', model: 'b' })).toEqual({
      ok: true,
      value: '{"modelMode":"b"}',
    });
  });

  test('is changed where readers look: at the last of equal members', () => {
    const edited = editJson('{"a":1,"a":{"b":2}}', [{ path: ['a', 'b'], raw: '3' }]);
    expect(edited).toEqual({ ok: true, value: '{"a":1,"a":{"b":3}}' });
    expect(editJson('{"a":1,"a":2}', [{ path: ['a'], raw: null }])).toEqual({ ok: true, value: '{}' });
    expect(editJson('{"a":1}', [{ path: ['a', 'b'], raw: null }])).toEqual({ ok: true, value: '{"a":1}' });
  });

  test.each(['', '[]', '7', '{'])('is left alone where it is no object: %s', (text) => {
    expect(changeMetadata(text, { tag: 'permission-mode', mode: 'plan' })).toEqual({
      ok: false,
      error: { code: 'malformed' },
    });
  });
});

describe('anything at all', () => {
  test('can be read without an error being thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (plaintext) => {
        for (const read of [readMessage, readAgentState, readMetadata])
          expect(read(plaintext).ok).toBeTypeOf('boolean');
      }),
    );
  });

  test('survives a change beside it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const changed = changeMetadata(JSON.stringify(object), { tag: 'permission-mode', mode: 'plan' });
        const after: unknown = changed.ok ? JSON.parse(changed.value) : null;
        expect(after).toEqual(JSON.parse(JSON.stringify({ ...object, permissionMode: 'plan' })));
      }),
    );
  });

  test('that is asked keeps its own bytes', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const read = readAgentState(`{"requests":{"r":{"arguments": ${json} ,"tool":"T"}}}`);
        expect(read.ok && read.value.requests[0]?.argumentsJson).toBe(json.trim());
      }),
    );
  });
});
