import { expect, test } from 'vitest';
import type { SessionEvent } from '../../../shared/model/transcript.ts';
import { sessionEvent as german } from '../../../shared/strings/de/session-event.ts';
import { sessionEvent as english } from '../../../shared/strings/en/session-event.ts';

const events: readonly SessionEvent[] = [
  { tag: 'summarised' },
  { tag: 'retrying' },
  { tag: 'retrying', error: 'overloaded', attempt: 2, most: 10 },
  { tag: 'denied-unasked' },
  { tag: 'denied-unasked', toolName: 'Bash' },
  { tag: 'file', name: 'shop.png' },
  { tag: 'stopped' },
  { tag: 'control', to: 'terminal' },
  { tag: 'control', to: 'remote' },
  { tag: 'limit-reached' },
  { tag: 'limit-reached', untilMs: Date.parse('2026-11-21T16:00:00Z') },
  { tag: 'mode', mode: 'plan' },
  { tag: 'crashed', how: 'SIGKILL', lines: '' },
];

test('every event is told in whole sentences of each language, with what is known of it and no more', () => {
  const told = events.map((event) => [english(event), german(event)]);
  expect(told.flat().filter((text) => /undefined|\(\)|\n/.test(text))).toEqual([]);
  expect(told.filter(([one, other]) => one === other)).toEqual([]);
  expect(told[2]).toEqual([
    'The model service did not answer (overloaded); try 2 of 10.',
    'Der Modelldienst hat nicht geantwortet (overloaded); Versuch 2 von 10.',
  ]);
});

test('the last lines of a program that crashed follow in lines of their own', () => {
  expect(english({ tag: 'crashed', how: 'exit code 1', lines: 'Error: no\nat all' })).toBe(
    'Claude Code ended unexpectedly (exit code 1).\nError: no\nat all',
  );
});
