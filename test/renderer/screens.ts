import type { Place } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import { happyKeys, happyView, sharedView, waitingShare } from './sample-happy.ts';
import { hinderedView, localKeys, localView } from './sample-local.ts';
import { keys } from './sample-sessions.ts';
import { troubledView } from './sample-trouble.ts';
import { emptyView, fullView, quietView } from './samples.ts';

const nowMs = Date.now();

/** A place of the window, and what is pressed or chosen there before it is looked at. */
interface Screen {
  readonly name: string;
  readonly view: AppView;
  readonly place: Place;
  readonly region: string;
  readonly press?: readonly (string | RegExp)[];
  readonly choose?: string;
}

export const screens: readonly Screen[] = [
  { name: 'a full inbox', view: fullView(nowMs), place: { tag: 'inbox' }, region: 'Inbox' },
  {
    name: 'an inbox with its panels open',
    view: fullView(nowMs),
    place: { tag: 'inbox' },
    region: 'Inbox',
    press: ['Always...'],
  },
  {
    name: 'an inbox with an editor open',
    view: fullView(nowMs),
    place: { tag: 'inbox' },
    region: 'Inbox',
    press: ['Edit...'],
  },
  {
    name: 'an inbox with a reason open',
    view: fullView(nowMs),
    place: { tag: 'inbox' },
    region: 'Inbox',
    press: ['Deny with a reason...'],
  },
  { name: 'an empty inbox', view: quietView(nowMs), place: { tag: 'inbox' }, region: 'Inbox' },
  { name: 'a first run', view: emptyView(), place: { tag: 'inbox' }, region: 'Inbox' },
  { name: 'an inbox in trouble', view: troubledView(nowMs), place: { tag: 'inbox' }, region: 'Inbox' },
  { name: 'the sessions', view: fullView(nowMs), place: { tag: 'sessions' }, region: 'Sessions' },
  {
    name: 'a session that asks',
    view: fullView(nowMs),
    place: { tag: 'session', key: keys.payments },
    region: 'Session',
  },
  {
    name: 'a conversation with drafts',
    view: troubledView(nowMs),
    place: { tag: 'session', key: keys.schema },
    region: 'Session',
  },
  { name: 'the connections', view: fullView(nowMs), place: { tag: 'connections' }, region: 'Connections' },
  {
    name: 'a new connection',
    view: emptyView(),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Add a connection', 'Save'],
  },
  {
    name: 'Claude Code before it is connected',
    view: emptyView(),
    place: { tag: 'connections' },
    region: 'Connections',
  },
  {
    name: 'the change before it is written',
    view: emptyView(),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Connect Claude Code'],
  },
  {
    name: 'Claude Code after it was tried',
    view: localView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Try it'],
  },
  {
    name: 'Claude Code with much in its way',
    view: hinderedView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
  },
  {
    name: 'the settings of this computer',
    view: localView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Edit'],
  },
  {
    name: 'a new session with a mistake',
    view: localView(nowMs),
    place: { tag: 'sessions', start: true },
    region: 'Sessions',
    press: ['Start'],
  },
  {
    name: 'earlier conversations',
    view: localView(nowMs),
    place: { tag: 'sessions', start: true },
    region: 'Sessions',
    choose: 'Continue an earlier one',
  },
  {
    name: 'a session that waits in its terminal',
    view: localView(nowMs),
    place: { tag: 'session', key: localKeys.parser },
    region: 'Session',
  },
  {
    name: 'a session that crashed',
    view: localView(nowMs),
    place: { tag: 'session', key: localKeys.build },
    region: 'Session',
  },
  {
    name: 'a session about to be ended',
    view: localView(nowMs),
    place: { tag: 'session', key: localKeys.notes },
    region: 'Session',
    press: ['End'],
  },
  {
    name: 'the ways to a Happy account',
    view: happyView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Add Happy account'],
  },
  {
    name: 'a code for the phone',
    view: happyView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Add Happy account', /^Link with the phone/],
  },
  {
    name: 'a secret key that is missing',
    view: happyView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Add Happy account', /^Type the secret key/, 'Continue'],
  },
  {
    name: 'a happy command that is not enough',
    view: happyView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Add Happy account', /^Use the happy command/],
  },
  {
    name: 'a new Happy account',
    view: happyView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Add Happy account', /^Create a new account/, 'Create the account', 'Copy the key'],
  },
  {
    name: 'a Happy account that is signed in again',
    view: happyView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Sign in...', 'Sign out...'],
  },
  {
    name: 'a recovery key that is kept',
    view: happyView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Keep recovery key...', 'Copy the key'],
  },
  {
    name: 'a session at its terminal',
    view: happyView(nowMs),
    place: { tag: 'session', key: happyKeys.terminal },
    region: 'Session',
    press: ['Take control'],
  },
  {
    name: 'a session whose computer is away',
    view: happyView(nowMs),
    place: { tag: 'session', key: happyKeys.away },
    region: 'Session',
  },
  {
    name: 'a session about to be shared',
    view: happyView(nowMs),
    place: { tag: 'session', key: localKeys.notes },
    region: 'Session',
    press: ['Share with your phone...'],
  },
  {
    name: 'a shared session that waits',
    view: sharedView(nowMs, waitingShare(nowMs)),
    place: { tag: 'session', key: localKeys.notes },
    region: 'Session',
    press: ['File access...', 'Stop sharing'],
  },
  {
    name: 'sessions of which one is shared',
    view: sharedView(nowMs),
    place: { tag: 'sessions' },
    region: 'Sessions',
  },
  { name: 'the journal', view: fullView(nowMs), place: { tag: 'journal' }, region: 'Journal' },
  { name: 'the settings', view: troubledView(nowMs), place: { tag: 'settings' }, region: 'Settings' },
];
