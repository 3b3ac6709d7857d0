import { happyKeys, happyView, sharedView, waitingShare } from './sample-happy.ts';
import { localKeys } from './sample-local.ts';
import type { Screen } from './screen.ts';

/** A Happy account, its sessions, and what is shared with it. */
export function happyScreens(nowMs: number): readonly Screen[] {
  return [
    {
      feature: 'happy',
      name: 'the ways to a Happy account',
      view: happyView(nowMs),
      place: { tag: 'connections' },
      region: 'Connections',
      press: ['Add Happy account'],
    },
    {
      feature: 'happy',
      name: 'a code for the phone',
      view: happyView(nowMs),
      place: { tag: 'connections' },
      region: 'Connections',
      press: ['Add Happy account', /^Link with the phone/],
    },
    {
      feature: 'happy',
      name: 'a secret key that is missing',
      view: happyView(nowMs),
      place: { tag: 'connections' },
      region: 'Connections',
      press: ['Add Happy account', /^Type the secret key/, 'Continue'],
    },
    {
      feature: 'happy',
      name: 'a happy command that is not enough',
      view: happyView(nowMs),
      place: { tag: 'connections' },
      region: 'Connections',
      press: ['Add Happy account', /^Use the happy command/],
    },
    {
      feature: 'happy',
      name: 'a new Happy account',
      view: happyView(nowMs),
      place: { tag: 'connections' },
      region: 'Connections',
      press: ['Add Happy account', /^Create a new account/, 'Create the account', 'Copy the key'],
    },
    {
      feature: 'happy',
      name: 'a Happy account that is signed in again',
      view: happyView(nowMs),
      place: { tag: 'connections' },
      region: 'Connections',
      press: ['Sign in...', 'Sign out...'],
    },
    {
      feature: 'happy',
      name: 'a recovery key that is kept',
      view: happyView(nowMs),
      place: { tag: 'connections' },
      region: 'Connections',
      press: ['Keep recovery key...', 'Copy the key'],
    },
    {
      feature: 'session',
      name: 'a session at its terminal',
      view: happyView(nowMs),
      place: { tag: 'session', key: happyKeys.terminal },
      region: 'Session',
      press: ['Take control'],
    },
    {
      feature: 'session',
      name: 'a session whose computer is away',
      view: happyView(nowMs),
      place: { tag: 'session', key: happyKeys.away },
      region: 'Session',
    },
    {
      feature: 'sharing',
      name: 'a session about to be shared',
      view: happyView(nowMs),
      place: { tag: 'session', key: localKeys.notes },
      region: 'Session',
      press: ['Share with your phone...'],
    },
    {
      feature: 'sharing',
      name: 'a shared session that waits',
      view: sharedView(nowMs, waitingShare(nowMs)),
      place: { tag: 'session', key: localKeys.notes },
      region: 'Session',
      press: ['File access...', 'Stop sharing'],
    },
    {
      feature: 'sharing',
      name: 'sessions of which one is shared',
      view: sharedView(nowMs),
      place: { tag: 'sessions' },
      region: 'Sessions',
    },
  ];
}
