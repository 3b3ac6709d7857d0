import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peekEnvelope, peekMessage, peekUuid } from '../../../../main/backends/ccr/peek.ts';
import { readTranscript } from '../../../../main/claude/transcript.ts';

const isControl = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  value.type.startsWith('control_');

/** A JSON string in which any character may be written as an escape. */
const spelled = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map(
      (escaped) =>
        `"${[...text].map((c, i) => (escaped[i] === true ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('')}"`,
    );

const type = fc.constantFrom(
  'assistant',
  'user',
  'stream_event',
  'control_request',
  'control_response',
  'control_cancel_request',
);
const member = fc.oneof(
  fc.tuple(spelled('type'), type.chain(spelled)).map(([key, value]) => `${key}:${value}`),
  fc.tuple(fc.constantFrom('"uuid"', '"message"'), fc.json()).map(([key, value]) => `${key}:${value}`),
);
const plainStart = fc.constantFrom('"type":"assistant"', '"type":"user"', '"type":"stream_event"');
const message = fc
  .tuple(fc.option(plainStart, { nil: undefined }), fc.array(member, { maxLength: 4 }))
  .map(([start, members]) => `{${[...(start === undefined ? [] : [start]), ...members].join(',')}}`);

describe('the glance at a message', () => {
  test('never takes a control frame for something else, however its keys are spelled or repeated', () => {
    fc.assert(
      fc.property(message, (text) => {
        if (peekMessage(Buffer.from(text)) !== null) expect(isControl(JSON.parse(text))).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  test('never does so inside an envelope either', () => {
    const envelope = fc
      .tuple(
        message,
        fc.array(
          fc.tuple(spelled('payload'), message).map(([key, value]) => `${key}:${value}`),
          { maxLength: 2 },
        ),
      )
      .map(
        ([payload, more]) =>
          `{"event_id":"e","sequence_num":"7","source":"worker",${[`"payload":${payload}`, ...more].join(',')}}`,
      );
    fc.assert(
      fc.property(envelope, (text) => {
        if (peekEnvelope(Buffer.from(text)) !== null) expect(isControl(JSON.parse(text).payload)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  test('knows the plain forms at once, with number, source and uuid', () => {
    const payload =
      '{"type":"assistant","message":{"content":[{"type":"text","text":"hé"}]},"uuid":"7979d9f6-8695-4f1a-a659-4c06f29267e1"}';
    const peeked = peekEnvelope(
      Buffer.from(
        `{"event_id":"e","sequence_num":"12","event_type":"assistant","source":"worker","payload":${payload}}`,
      ),
    );
    expect([peeked?.type, peeked?.sequence, peeked?.fromClient, peeked?.payload.toString()]).toEqual([
      'assistant',
      12,
      false,
      payload,
    ]);
    expect(peekUuid(Buffer.from(payload))).toBe('7979d9f6-8695-4f1a-a659-4c06f29267e1');
  });

  test('leaves the tail of an envelope behind a message harmless', () => {
    const payload = '{"type":"assistant","message":{"content":[{"type":"text","text":"hi"}]},"uuid":"u"}';
    const peeked = peekEnvelope(
      Buffer.from(`{"sequence_num":12,"source":"worker","payload":${payload},"created_at":"now"}`),
    );
    expect(readTranscript(peeked?.payload ?? Buffer.alloc(0))).toEqual([{ id: 'u:0', tag: 'agent', text: 'hi' }]);
  });
});
