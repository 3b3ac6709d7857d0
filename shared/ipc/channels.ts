/** Names of the contract on their own, so that the preload script need not carry zod. The contract is checked against them. */
export const CALL_NAMES = [
  'state:snapshot',
  'inbox:detail',
  'inbox:decide',
  'session:watch',
  'transcript:read',
  'transcript:older',
  'session:send-message',
  'session:retry-draft',
  'session:discard-draft',
  'session:interrupt',
  'session:set-mode',
  'session:set-model',
  'session:rename',
  'session:archive',
  'session:mark-read',
  'session:reconnect',
  'connection:save',
  'connection:test',
  'connection:remove',
  'connection:retry',
  'connection:sign-in',
  'journal:search',
  'journal:export',
  'settings:change',
  'notifications:pause',
  'problem:dismiss',
  'link:open',
] as const;
export const PUSH_NAMES = ['state:changed', 'transcript:changed', 'window:show'] as const;

export type CallName = (typeof CALL_NAMES)[number];
export type PushName = (typeof PUSH_NAMES)[number];
