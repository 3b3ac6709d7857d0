/** Shows the real window over sample data: `?view=full|quiet|...&theme=light|dark&place=inbox|...`. */
import '../../../renderer/without-eval.ts';
import type { Place } from '../../../shared/ipc/contract.ts';
import type { AppView } from '../../../shared/model/app-view.ts';
import { sampleBridge } from '../sample-bridge.ts';
import { sampleClaude } from '../sample-claude.ts';
import { happyKeys, happyView, sharedView, sharingOf, waitingShare } from '../sample-happy.ts';
import { hinderedView, localAsks, localKeys, localView } from '../sample-local.ts';
import { keys } from '../sample-sessions.ts';
import { emptyView, fullView, quietView, sampleAsks } from '../samples.ts';
import { troubledView } from '../sample-trouble.ts';

const query = new URLSearchParams(location.search);
const nowMs = Date.now();
const views: Record<string, (nowMs: number) => AppView> = {
  full: fullView,
  quiet: quietView,
  empty: emptyView,
  troubled: troubledView,
  local: localView,
  happy: happyView,
  shared: sharedView,
  'shared-waiting': (now) => sharedView(now, waitingShare(now)),
  'shared-failed': (now) => sharedView(now, sharingOf({ tag: 'failed', why: 'conflict' }, { unsent: 3 })),
  missing: () => ({ ...emptyView(), claudeCode: sampleClaude({ program: { tag: 'not-found' } }) }),
  damaged: hinderedView,
  unreadable: (now) =>
    localView(now, {
      claudeCode: sampleClaude({
        hooks: { tag: 'unreadable', detail: 'line 14, column 3: expected "," or "}"' },
        program: { tag: 'unreadable', path: '/usr/bin/claude', detail: 'it ended with code 127' },
      }),
    }),
};
const places: Record<string, Place> = {
  inbox: { tag: 'inbox' },
  sessions: { tag: 'sessions' },
  session: { tag: 'session', key: keys.payments },
  talk: { tag: 'session', key: keys.schema },
  start: { tag: 'sessions', start: true },
  terminal: { tag: 'session', key: localKeys.parser },
  crashed: { tag: 'session', key: localKeys.build },
  started: { tag: 'session', key: localKeys.notes },
  control: { tag: 'session', key: happyKeys.terminal },
  remote: { tag: 'session', key: happyKeys.remote },
  away: { tag: 'session', key: happyKeys.away },
  connections: { tag: 'connections' },
  journal: { tag: 'journal' },
  settings: { tag: 'settings' },
};
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const base = (views[query.get('view') ?? 'full'] ?? fullView)(nowMs);
const view: AppView = { ...base, settings: { ...base.settings, theme } };
const fake = sampleBridge(view, [...sampleAsks(nowMs), ...localAsks(nowMs)], nowMs);
Object.assign(window, { bridge: fake.bridge });
await import('../../../renderer/main.tsx');
fake.fire('window:show', places[query.get('place') ?? 'inbox'] ?? { tag: 'inbox' });
