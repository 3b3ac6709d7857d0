import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseParser } from '../../../main/net/sse-parser.ts';

const MAX_BYTES = 1_000;

function parse(chunks: readonly Buffer[], maxBytes = MAX_BYTES) {
  const log: unknown[] = [];
  const parser = createSseParser(
    {
      onEvent: ({ name, lastEventId, data }) => log.push({ name, lastEventId, data: data.toString('utf8') }),
      onComment: () => log.push('comment'),
    },
    maxBytes,
  );
  const kept = chunks.every((chunk) => parser.push(chunk));
  return { log, kept };
}
const whole = (text: string) => parse([Buffer.from(text)]).log;

/** The specification's line rules, done the slow way on the whole text. */
function reference(text: string): unknown[] {
  const log: unknown[] = [];
  let name = '';
  let id: string | null = null;
  let data: string[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  for (const line of lines.slice(0, -1)) {
    if (line === '') {
      if (data.length > 0 || name !== '') log.push({ name: name || 'message', lastEventId: id, data: data.join('\n') });
      [name, data] = ['', []];
      continue;
    }
    if (line.startsWith(':')) {
      log.push('comment');
      continue;
    }
    const [, field = '', value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    if (field === 'event') name = value;
    if (field === 'id' && !value.includes('\0')) id = value;
  }
  return log;
}

const SAMPLE =
  '\ufeffid: 1\nevent: client_event\ndata: {"a":"ü€😀"}\n\n:keepalive\r\rdata:two\r\ndata: lines\r\n\r\nevent: catch_up_truncated\n\nretry: 1\nid\ndata\n\ndata: unfinished';

describe('the event stream parser', () => {
  it('reads names, ids, data lines, comments and every line ending', () => {
    expect(whole(SAMPLE)).toEqual([
      { name: 'client_event', lastEventId: '1', data: '{"a":"ü€😀"}' },
      'comment',
      { name: 'message', lastEventId: '1', data: 'two\nlines' },
      { name: 'catch_up_truncated', lastEventId: '1', data: '' },
      { name: 'message', lastEventId: '', data: '' },
    ]);
  });

  it('says the same wherever the stream was cut', () => {
    const bytes = Buffer.from(SAMPLE);
    const expected = whole(SAMPLE);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(parse([bytes.subarray(0, at), bytes.subarray(at)]).log).toEqual(expected);
    }
    expect(parse([...bytes].map((byte) => Buffer.from([byte]))).log).toEqual(expected);
  });

  it('agrees with the plain reading of the specification on any text, cut anywhere', () => {
    const piece = fc.constantFrom(
      'data',
      'event',
      'id',
      'retry',
      ':',
      ' ',
      '\n',
      '\r',
      '\r\n',
      'x',
      'é',
      '\0',
      '\ufeff',
      'data: y\n\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.array(fc.nat(200), { maxLength: 6 }), (pieces, cuts) => {
        const text = pieces.join('');
        const bytes = Buffer.from(text);
        const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        expect(parse(chunks, 1_000_000).log).toEqual(reference(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses a line without end and an event without end, also byte by byte', () => {
    expect(parse([Buffer.alloc(MAX_BYTES + 1, 'x')]).kept).toBe(false);
    expect(parse(Array.from({ length: MAX_BYTES + 1 }, () => Buffer.from('x'))).kept).toBe(false);
    expect(parse(Array.from({ length: MAX_BYTES }, () => Buffer.from('data:\n'))).kept).toBe(false);
    expect(parse([Buffer.from(`data:${'x'.repeat(900)}\n\n`.repeat(5))])).toMatchObject({
      kept: true,
      log: { length: 5 },
    });
  });
});
