import { expect, test } from 'vitest';
import { activityOf, type Presence } from '../../../../../main/backends/happy/sessions/presence.ts';

const NOW = 1_000_000;
const heard: Presence = { isActive: true, activeAtMs: NOW, isThinking: true, heardAtMs: NOW - 2_000 };
const facts = { isEnded: false, hasTerminal: false, nowMs: NOW };
const tagOf = (presence: Partial<Presence>, more: Partial<typeof facts> = {}) =>
  activityOf({ ...heard, ...presence }, { ...facts, ...more }).tag;

test('a session works or rests by its own recent word alone', () => {
  expect(tagOf({})).toBe('working');
  expect(tagOf({ isThinking: false })).toBe('idle');
});

test('nothing is said of a session that was not heard, or not lately, or that is gone', () => {
  expect(tagOf({ isThinking: null })).toBe('unknown');
  expect(tagOf({ heardAtMs: null })).toBe('unknown');
  expect(tagOf({ heardAtMs: NOW - 15_001 })).toBe('unknown');
  expect(tagOf({ isActive: false })).toBe('unknown');
});

test('at its terminal "not thinking" proves nothing, and what is archived has ended', () => {
  expect(tagOf({ isThinking: false }, { hasTerminal: true })).toBe('unknown');
  expect(tagOf({}, { hasTerminal: true })).toBe('working');
  expect(tagOf({}, { isEnded: true })).toBe('ended');
});
