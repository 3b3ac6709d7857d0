import { expect, test } from 'vitest';
import { SessionAsks } from '../../../../../main/backends/happy/sessions/session-asks.ts';
import { agentStyle } from '../../../../../main/backends/happy/translate/agent-style.ts';
import { readAsks } from '../../../../../main/backends/happy/translate/asks.ts';
import { readAgentState } from '../../../../../main/backends/happy/wire/agent-state.ts';
import { readMetadata } from '../../../../../main/backends/happy/wire/metadata.ts';
import type { SessionEvent } from '../../../../../main/domain/backend-event.ts';
import { requestId } from '../../../../../shared/ids.ts';

const metadata = readMetadata('{"flavor":"claude","version":"1.2.5"}');
if (!metadata.ok) throw new Error(metadata.error.code);
const style = agentStyle(metadata.value);

function desk({ isAwaited = false } = {}) {
  const events: SessionEvent[] = [];
  const asks = new SessionAsks(
    (event) => events.push(event),
    () => isAwaited,
  );
  const state = (requests: object, completedRequests: object = {}) => {
    const read = readAgentState(JSON.stringify({ requests, completedRequests }));
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  const of = (given: ReturnType<typeof state>) => readAsks(given, { style, planOf: () => undefined });
  return {
    asks,
    changed: (...given: Parameters<typeof state>) => asks.changed(of(state(...given)), state(...given), 1),
    listed: (generation: number, ...given: Parameters<typeof state>) =>
      asks.listed(of(state(...given)), [], state(...given), generation),
    away: (generation: number, ...given: Parameters<typeof state>) => asks.away(state(...given), generation),
    told: () =>
      events
        .splice(0)
        .map((event) =>
          event.tag === 'asked'
            ? `asked ${event.request.requestId}`
            : event.tag === 'open-asks-listed'
              ? `listed ${event.requestIds.join()}`
              : 'requestId' in event
                ? `${event.tag} ${event.requestId}${'own' in event ? ` ${event.own}` : ''}`
                : event.tag,
        ),
  };
}
const bash = (createdAt = 1) => ({ tool: 'Bash', arguments: { command: 'ls' }, createdAt });

test('the same state again is no news', () => {
  const { changed, told } = desk();
  changed({ a: bash() });
  changed({ a: bash() });
  expect(told()).toEqual(['asked a']);
});

test('an id that is raised again is another ask', () => {
  const { changed, told } = desk();
  changed({ a: bash(1) });
  changed({}, { a: { ...bash(1), status: 'approved' } });
  changed({ a: bash(2) });
  expect(told()).toEqual(['asked a', 'answer-seen a null', 'asked a']);
});

test('an answer of ours is told as ours only where the session took that one', () => {
  const { asks, changed, told } = desk();
  changed({ a: bash(), b: bash() });
  asks.answering(requestId('a'), 'approved');
  asks.answering(requestId('b'), 'approved');
  changed({}, { a: { ...bash(), status: 'approved' }, b: { ...bash(), status: 'denied' } });
  expect(told().slice(2)).toEqual(['answer-seen a true', 'answer-seen b false']);
});

test('what is canceled or only gone is withdrawn', () => {
  const { changed, told } = desk();
  changed({ a: bash(), b: bash() });
  changed({}, { a: { ...bash(), status: 'canceled' } });
  expect(told().slice(2)).toEqual(['ask-cancelled a', 'ask-cancelled b']);
});

test('when the agent is away undecided asks are withdrawn, and come again; of a sent answer nothing is claimed', () => {
  const { asks, changed, away, listed, told } = desk();
  changed({ a: bash(), b: bash() });
  asks.answering(requestId('b'), 'approved');
  told();
  away(2, { a: bash(), b: bash() });
  expect(told()).toEqual(['listed b']);
  listed(3, { a: bash(), b: bash() });
  expect(told()).toEqual(['asked a', 'asked b', 'listed a,b']);
});

test('what ended before we looked is told only where somebody waits to hear it', () => {
  const past = { a: { ...bash(), status: 'approved' } };
  for (const [isAwaited, expected] of [
    [true, ['answer-seen a null', 'listed ']],
    [false, ['listed ']],
  ] as const) {
    const { listed, told } = desk({ isAwaited });
    listed(1, {}, past);
    expect(told()).toEqual(expected);
  }
});

test('requests that cannot be shown are counted', () => {
  const { listed, told } = desk();
  listed(1, { a: { arguments: {} } });
  expect(told()).toEqual(['listed ', 'asks-overflowed']);
});
