import { expect, test } from 'vitest';
import { appView } from '../../../main/domain/app-view.ts';
import { GROUP_ID, planNotices } from '../../../main/domain/notification-policy.ts';
import { initialState, reduce } from '../../../main/domain/state.ts';
import { TRIAL_ID } from '../../../main/domain/trial.ts';
import { sessionId } from '../../../shared/ids.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { aConnection, aRequest, CONNECTION, SESSION } from '../../support/asks.ts';

test('the ask of the trial has a notice with buttons of its own, however many others wait', () => {
  let state = initialState({ notifications: 'buttons', tray: true, keychain: true, platform: 'linux', version: '0' });
  const others = { connectionId: CONNECTION, sessionId: SESSION };
  const trial = { connectionId: TRIAL_ID, sessionId: sessionId('session_hello') };
  for (const event of [
    { tag: 'connections-configured', connections: [aConnection(), aConnection({ connectionId: TRIAL_ID })] },
    { tag: 'session-link', ...others, link: { tag: 'live', generation: 1 } },
    { tag: 'session-link', ...trial, link: { tag: 'live', generation: 1 } },
    ...['a', 'b', 'c'].map((id) => ({ tag: 'asked', ...others, request: aRequest({ id }), generation: 1 }) as const),
    { tag: 'asked', ...trial, request: aRequest({ id: 'hello' }), generation: 1 },
  ] as const) {
    state = reduce(state, event, 1_000).state;
  }
  const { notices } = planNotices(appView(state).inbox, {
    language: 'en',
    settings: defaultSettings.notifications,
    pausedUntilMs: null,
    systemQuiet: null,
    localMinute: 720,
    attention: state.attention,
    standing: new Map(),
    announced: new Set(),
    rung: new Set(),
    overflowCount: 0,
  });
  expect(notices.map(({ id, buttons }) => [id === GROUP_ID, buttons.map(({ key }) => key)])).toEqual([
    [true, ['open']],
    [false, ['allow', 'deny', 'open']],
  ]);
});
