import { describe, expect, test } from 'vitest';
import type { SharingView } from '../../../shared/model/sharing.ts';
import type { Surface } from '../../../shared/model/decision.ts';
import { appView } from '../../../main/domain/app-view.ts';
import type { ConnectionEntry } from '../../../main/domain/session-registry.ts';
import { reduce, type AppEvent, type AppState } from '../../../main/domain/state.ts';
import { trayView, type TrayItem } from '../../../main/domain/tray-view.ts';
import { askKey, connectionId } from '../../../shared/ids.ts';
import { aRequest, CONNECTION, SESSION, SESSION_KEY } from '../../support/asks.ts';
import { liveSession, stateAfter } from '../../support/states.ts';

const of = { connectionId: CONNECTION, sessionId: SESSION };
const sharing: SharingView = {
  connectionId: connectionId('phone'),
  state: { tag: 'live' },
  unsent: 0,
  refused: 0,
  leftOut: 0,
  files: false,
};

function after(events: readonly AppEvent[], connection: Partial<ConnectionEntry> = { kind: 'local' }): AppState {
  return stateAfter(...liveSession(connection), ...events);
}

const sessionAfter = (...events: AppEvent[]) => appView(after(events)).sessions[0];

describe('a session that is shared', () => {
  test('says with whom and how that stands, until it is not shared any more', () => {
    const shared: AppEvent = { tag: 'share-changed', sessionKey: SESSION_KEY, sharing };
    const paused: AppEvent = { ...shared, sharing: { ...sharing, state: { tag: 'paused' } } };
    expect(sessionAfter(shared)?.sharing).toEqual(sharing);
    expect(sessionAfter(shared, paused)?.sharing?.state).toEqual({ tag: 'paused' });
    expect(sessionAfter(shared, { tag: 'share-gone', sessionKey: SESSION_KEY })?.sharing).toBeUndefined();
  });

  test('that nobody shared is not changed by the end of a share', () => {
    const state = after([]);
    expect(reduce(state, { tag: 'share-gone', sessionKey: SESSION_KEY }, 1_000).state).toEqual(state);
  });

  test('may be one of this computer that is not over, and no other', () => {
    expect(sessionAfter()?.mayShare).toBe(true);
    expect(sessionAfter({ tag: 'session-facts', ...of, facts: { activity: { tag: 'ended' } } })?.mayShare).toBe(false);
    expect(appView(after([], { kind: 'happy' })).sessions[0]?.mayShare).toBe(false);
  });
});

test('an account takes shares unless it is only looked at', () => {
  const takes = (connection: Partial<ConnectionEntry>) => appView(after([], connection)).connections[0]?.takesShares;
  expect([takes({ kind: 'happy' }), takes({ kind: 'happy', viewerOnly: true }), takes({ kind: 'local' })]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a session whose computer is away is offline, whatever its account says', () => {
  const away: AppEvent = { tag: 'session-link', ...of, link: { tag: 'away' } };
  const heard: AppEvent = { tag: 'session-facts', ...of, facts: { lastHeardAtMs: 7 } };
  expect(sessionAfter(heard, away)).toMatchObject({
    provenance: { tag: 'offline', lastHeardAtMs: 7 },
    group: 'not-heard',
  });
});

describe('the tray', () => {
  const request = aRequest();
  const key = askKey(CONNECTION, SESSION, request.requestId, request.inputHash);
  const asked: AppEvent = { tag: 'asked', ...of, request, generation: 1 };
  const decided = (surface: Surface): AppEvent => ({
    tag: 'decide',
    key,
    decision: { tag: 'allow' },
    surface,
    wire: 'x',
    answerId: 'a',
  });
  const elsewhere: AppEvent = { tag: 'answer-seen', ...of, requestId: request.requestId, own: false };
  const labels = (state: AppState) => {
    const { menu } = trayView(appView(state), () => []);
    return menu.flatMap((item: TrayItem) => (item.tag === 'separator' ? [] : [item.label]));
  };
  const words = 'Bash: npm test (Payments): answered on another device';

  test('says which ask was just answered on another device', () => {
    expect(labels(after([asked, decided('other-device')]))).toContain(words);
    expect(labels(after([asked, elsewhere], { kind: 'happy' }))).toContain(words);
  });

  test('says it of no ask that was answered here, or in its terminal', () => {
    for (const state of [after([asked, decided('window')]), after([asked, elsewhere])])
      expect(labels(state).filter((label) => label.includes('answered'))).toEqual([]);
  });

  test('does not say what was asked where content is hidden', () => {
    const state = after([asked, decided('other-device')]);
    const notifications = { ...state.settings.notifications, hideContent: true };
    const hidden = { ...state, settings: { ...state.settings, notifications } };
    expect(labels(hidden)).toContain('Payments: answered on another device');
    expect(labels(hidden)).not.toContain(words);
  });

  test('forgets it with its receipt', () => {
    const confirmed: AppEvent = { ...elsewhere, own: true };
    const state = after([asked, decided('other-device'), { tag: 'decision-saved', key }, confirmed]);
    expect(labels(state)).toContain(words);
    const later = reduce(state, { tag: 'time-passed' }, 1_000 + 11 * 60_000).state;
    expect(labels(later)).not.toContain(words);
  });
});
