import { describe, expect, test } from 'vitest';
import type { AskView } from '../../../shared/model/app-view.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import type { PermissionSuggestion } from '../../../shared/model/permission-request.ts';
import { sessionId, sessionKey } from '../../../shared/ids.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { planNotices, type NotificationContext } from '../../../main/domain/notification-policy.ts';
import { inQuietHours } from '../../../main/domain/quiet-hours.ts';
import { reduce, type AppState } from '../../../main/domain/state.ts';
import { trayView, type TrayItem } from '../../../main/domain/tray-view.ts';
import type { ConnectionEntry } from '../../../main/domain/session-registry.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { aRequest, CONNECTION, SESSION_KEY } from '../../support/asks.ts';
import { noticeContext as context } from '../../support/notice-context.ts';
import { asked, liveSession, stateAfter } from '../../support/states.ts';

const { notifications } = defaultSettings;

/** A state with these asks open in one live session called Payments. */
function stateWith(requests: readonly PermissionRequest[], connection: Partial<ConnectionEntry> = {}): AppState {
  return stateAfter(...liveSession(connection), ...requests.map((request) => asked(request)));
}
const wantedNotices = (inbox: readonly AskView[], when: NotificationContext) => planNotices(inbox, when).notices;
const inboxWith = (...requests: PermissionRequest[]): readonly AskView[] => appView(stateWith(requests)).inbox;

describe('a notification', () => {
  test('of an ask that fits on its line offers Allow, Deny and Open, under our own title', () => {
    expect(wantedNotices(inboxWith(aRequest()), context)).toMatchObject([
      {
        title: 'Run a command? · Payments',
        body: 'npm test',
        buttons: [
          { key: 'allow', label: 'Allow' },
          { key: 'deny', label: 'Deny' },
          { key: 'open', label: 'Open' },
        ],
      },
    ]);
  });

  test.each([
    ['is too long', aRequest({ inputJson: JSON.stringify({ command: 'x'.repeat(300) }) })],
    ['hides something', aRequest({ inputJson: JSON.stringify({ command: 'ls \u202e rm' }) })],
    ['has two lines', aRequest({ inputJson: JSON.stringify({ command: 'ls\nrm -rf ~' }) })],
    ['must be looked at', aRequest({ requiresUserInteraction: true })],
    ['defaults to no', aRequest({ defaultToNo: true })],
  ])('of an ask that %s offers Review, never Allow', (_why, request) => {
    const [notice] = wantedNotices(inboxWith(request), context);
    expect(notice?.buttons.map(({ key }) => key)).toEqual(['deny', 'review']);
  });

  test('of a question, a plan or a form only leads to the window', () => {
    for (const kind of ['question', 'plan', 'elicitation', 'dialog'] as const) {
      const [notice] = wantedNotices(inboxWith(aRequest({ kind })), context);
      expect(notice?.buttons.map(({ key }) => key)).toEqual(['review']);
    }
  });

  test('says nothing of what is asked, nor who asks, when content is hidden', () => {
    const hidden = { ...context, settings: { ...notifications, hideContent: true } };
    const [notice] = wantedNotices(inboxWith(aRequest()), hidden);
    expect(JSON.stringify(notice)).not.toMatch(/npm test|Payments|allow/);
  });

  test('becomes one for the group when more than two asks wait', () => {
    const inbox = inboxWith(aRequest({ id: 'a' }), aRequest({ id: 'b' }), aRequest({ id: 'c' }));
    const notices = wantedNotices(inbox, context);
    expect(notices).toMatchObject([{ title: '3 waiting in 1 session', buttons: [{ key: 'open' }], ask: null }]);
  });

  test('is not made for the session that is in front of the person, and is for any other', () => {
    const inFront = { ...context, attention: { windowFocused: true, session: SESSION_KEY, isLocked: false } };
    expect(wantedNotices(inboxWith(aRequest()), inFront)).toEqual([]);
    expect(
      wantedNotices(inboxWith(aRequest()), {
        ...inFront,
        attention: { windowFocused: false, session: SESSION_KEY, isLocked: false },
      }),
    ).toHaveLength(1);
    const other = sessionKey(CONNECTION, sessionId('session_b'));
    expect(
      wantedNotices(inboxWith(aRequest()), {
        ...inFront,
        attention: { windowFocused: true, session: other, isLocked: false },
      }),
    ).toHaveLength(1);
  });

  test('is held back by a pause and by quiet hours, and stands again afterwards: nothing is lost', () => {
    const inbox = inboxWith(aRequest());
    const quiet = { ...notifications, quietHours: { enabled: true, from: '22:00', to: '07:00' } };
    expect(wantedNotices(inbox, { ...context, pausedUntilMs: 1 })).toEqual([]);
    expect(wantedNotices(inbox, { ...context, settings: quiet, localMinute: 23 * 60 })).toEqual([]);
    expect(wantedNotices(inbox, { ...context, settings: quiet, localMinute: 7 * 60 })).toHaveLength(1);
  });

  test('makes no sound for an ask that rang before', () => {
    const inbox = inboxWith(aRequest());
    const loud = { ...context, settings: { ...notifications, sound: true } };
    expect(wantedNotices(inbox, loud)[0]?.silent).toBe(false);
    const announced = new Set(inbox.map(({ key }) => key));
    expect(wantedNotices(inbox, { ...loud, announced })[0]?.silent).toBe(true);
  });
});

test.each([
  ['22:00', '07:00', '21:59', false],
  ['22:00', '07:00', '22:00', true],
  ['22:00', '07:00', '00:00', true],
  ['22:00', '07:00', '06:59', true],
  ['22:00', '07:00', '07:00', false],
  ['12:00', '13:00', '12:30', true],
  ['12:00', '13:00', '13:00', false],
  ['08:00', '08:00', '08:00', false],
])('quiet hours from %s to %s: at %s quiet is %s', (from, to, at, quiet) => {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  expect(inQuietHours({ enabled: true, from, to }, hours * 60 + minutes)).toBe(quiet);
});

describe('the tray menu', () => {
  test('says only who waits when content is hidden, and offers no answer', () => {
    const state = stateWith([aRequest()]);
    const settings = { ...defaultSettings, notifications: { ...notifications, hideContent: true } };
    const [first] = trayView(appView({ ...state, settings }), () => []).menu;
    expect(first).toMatchObject({ tag: 'submenu', label: 'Payments: asks for permission' });
    expect(first?.tag === 'submenu' && first.items.map((item) => 'label' in item && item.label)).toEqual(['Review...']);
  });

  test('offers no rule that it cannot show whole', () => {
    const rule = { toolName: 'Bash', ruleContent: `${'x'.repeat(250)}:*` };
    const long: PermissionSuggestion = {
      tag: 'rules',
      raw: '{}',
      behavior: 'allow',
      rules: [rule],
      destination: 'session',
      how: 'add',
    };
    const { menu } = trayView(appView(stateWith([aRequest({ suggestions: [long] })])), () => [long]);
    expect(JSON.stringify(menu)).not.toContain('Always allow');
  });

  const grant: PermissionSuggestion = {
    tag: 'rules',
    raw: '{}',
    behavior: 'allow',
    how: 'add',
    destination: 'localSettings',
    rules: [{ toolName: 'Bash', ruleContent: 'npm test:*' }],
  };
  const broad: PermissionSuggestion = { ...grant, rules: [{ toolName: 'Bash' }] };
  const mode: PermissionSuggestion = { tag: 'mode', raw: '{}', mode: 'acceptEdits', destination: 'session' };

  const menuOf = (request: PermissionRequest, connection: Partial<ConnectionEntry> = {}) =>
    trayView(appView(stateWith([request], connection)), () => request.suggestions).menu;
  const labels = (items: readonly TrayItem[]) => items.map((item) => ('label' in item ? item.label : '-'));
  const firstAsk = (menu: readonly TrayItem[]) => {
    const [item] = menu;
    if (item?.tag !== 'submenu') throw new Error('the first entry is not an ask');
    return item;
  };

  test('puts an ask first, with its offers', () => {
    const ask = firstAsk(menuOf(aRequest()));
    expect(ask.label).toBe('Bash: npm test (Payments)');
    expect(labels(ask.items)).toEqual(['Allow once', 'Deny', 'Deny with a reason...', 'Review...']);
  });

  test('offers a narrow rule by name, and leaves broad rules and mode switches to the window', () => {
    const ask = firstAsk(menuOf(aRequest({ suggestions: [broad, mode, grant] })));
    expect(labels(ask.items).filter((label) => label.startsWith('Always'))).toEqual(['Always allow: Bash(npm test:*)']);
    expect(ask.items.at(-1)).toMatchObject({ action: { decision: { tag: 'allow', suggestionIndex: 2 } } });
  });

  test('offers no Allow on a command that does not fit', () => {
    const ask = firstAsk(
      menuOf(aRequest({ inputJson: JSON.stringify({ command: 'x'.repeat(500) }), suggestions: [grant] })),
    );
    expect(labels(ask.items)).toEqual(['Deny', 'Deny with a reason...', 'Review...']);
  });

  test('ends with what every tray has', () => {
    expect(labels(menuOf(aRequest())).slice(-3)).toEqual(['Open Gatehouse', 'Settings...', 'Quit Gatehouse']);
  });

  test('says that an ask is practice', () => {
    expect(firstAsk(menuOf(aRequest(), { practice: true })).label).toBe('Bash: npm test (Payments) [practice]');
  });

  test('binds each click to the very input it shows', () => {
    const request = aRequest();
    expect(firstAsk(menuOf(request)).items[0]).toMatchObject({
      action: { tag: 'decide', inputHash: request.inputHash },
    });
  });

  test.each<[string, Partial<ConnectionEntry>, PermissionRequest[], string]>([
    ['somebody waits', {}, [aRequest()], 'needs-you'],
    [
      'somebody waits while a connection is broken',
      { state: { tag: 'sign-in-needed', why: 'refused' } },
      [aRequest()],
      'needs-you',
    ],
    ['a connection needs a sign-in', { state: { tag: 'sign-in-needed', why: 'refused' } }, [], 'error'],
    ['nothing waits', {}, [], 'idle'],
    ['nobody can be reached', { state: { tag: 'retrying', retryAtMs: 0, cause: { code: 'refused' } } }, [], 'offline'],
  ])('draws the icon for: %s', (_what, connection, requests, icon) => {
    expect(trayView(appView(stateWith(requests, connection)), () => []).icon).toBe(icon);
  });
});

test('the view for the window holds no token of the managed configuration', () => {
  const secret = 'sk-canary-1234';
  const settings = {
    ...defaultSettings,
    connections: [
      {
        id: 'work',
        kind: 'ccr',
        name: 'Work',
        enabled: true,
        baseUrl: 'https://x.example',
        transport: 'auto',
        viewerOnly: false,
        credentials: { accessToken: secret },
      },
    ],
  } as const;
  const { state } = reduce(
    stateWith([]),
    { tag: 'settings-changed', settings: { ...settings, connections: [...settings.connections] }, managed: [] },
    0,
  );
  expect(JSON.stringify(appView(state))).not.toContain(secret);
});
