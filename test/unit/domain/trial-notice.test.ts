import { expect, test } from 'vitest';
import { appView } from '../../../main/domain/app-view.ts';
import { GROUP_ID, planNotices } from '../../../main/domain/notification-policy.ts';
import { TRIAL_ID } from '../../../main/domain/trial.ts';
import { sessionId } from '../../../shared/ids.ts';
import { aConnection, aRequest } from '../../support/asks.ts';
import { noticeContext } from '../../support/notice-context.ts';
import { asked, liveSession, stateAfter } from '../../support/states.ts';

test('the ask of the trial has a notice with buttons of its own, however many others wait', () => {
  const trial = { connectionId: TRIAL_ID, sessionId: sessionId('session_hello') };
  const state = stateAfter(
    ...liveSession(),
    { tag: 'connections-configured', connections: [aConnection(), aConnection({ connectionId: TRIAL_ID })] },
    { tag: 'session-link', ...trial, link: { tag: 'live', generation: 1 } },
    ...['a', 'b', 'c'].map((id) => asked(aRequest({ id }))),
    { tag: 'asked', ...trial, request: aRequest({ id: 'hello' }), generation: 1 },
  );
  const { notices } = planNotices(appView(state).inbox, noticeContext);
  expect(notices.map(({ id, buttons }) => [id === GROUP_ID, buttons.map(({ key }) => key)])).toEqual([
    [true, ['open']],
    [false, ['allow', 'deny', 'open']],
  ]);
});
