/** Shows the real window over sample data: `?view=full|quiet|...&theme=light|dark&language=en|de&place=inbox|...`. */
import '../../../renderer/without-eval.ts';
import type { Place } from '../../../shared/ipc/contract.ts';
import type { AppView } from '../../../shared/model/app-view.ts';
import { sampleBridge } from '../sample-bridge.ts';
import { sampleClaude } from '../sample-claude.ts';
import { sampleCauses } from '../sample-doctor.ts';
import { answeredView, guideView, trialAsk, trialView } from '../sample-guide.ts';
import { happyKeys, happyView, sharedView, sharingOf, waitingShare } from '../sample-happy.ts';
import { hinderedView, localAsks, localKeys, localView } from '../sample-local.ts';
import { keys } from '../sample-sessions.ts';
import { emptyView, fullView, quietView, sampleAsks } from '../samples.ts';
import { troubledView } from '../sample-trouble.ts';
import { sampleUpdates, updateView } from '../sample-updates.ts';

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
  welcome: () => guideView('welcome'),
  connect: () => guideView('connect'),
  'connect-done': (now) => ({ ...localView(now), settings: { ...localView(now).settings, guideAt: 'connect' } }),
  notices: () => guideView('notices'),
  try: () => guideView('try'),
  'try-waiting': (now) => trialView(now),
  'try-late': (now) => trialView(now, { waitedMs: 21_000 }),
  'try-causes': (now) =>
    trialView(now, { shownIn: [], causes: [sampleCauses.noDaemon, sampleCauses.noTray], waitedMs: 17_000 }),
  'try-paused': (now) =>
    trialView(now, {
      shownIn: ['tray'],
      held: { tag: 'paused', untilMs: now + 1_800_000 },
      causes: [sampleCauses.paused],
    }),
  'cause-no-daemon': (now) => trialView(now, { shownIn: ['tray'], causes: [sampleCauses.noDaemon] }),
  'cause-no-buttons': (now) => trialView(now, { causes: [sampleCauses.noButtons] }),
  'cause-banners-off': (now) => trialView(now, { causes: [sampleCauses.bannersOff] }),
  'cause-no-tray': (now) => trialView(now, { shownIn: ['notification'], causes: [sampleCauses.noTray] }),
  'cause-do-not-disturb': (now) =>
    trialView(now, {
      shownIn: ['tray'],
      held: { tag: 'do-not-disturb', source: 'gnome' },
      causes: [sampleCauses.disturb],
    }),
  'cause-fenced-in': (now) => trialView(now, { shownIn: [], causes: [sampleCauses.fenced, sampleCauses.fencedTray] }),
  'try-answered': () => answeredView(),
  'try-answered-here': () => answeredView({ surface: 'window', allowed: false, tookMs: 23_000 }),
  'try-failed': () => guideView('try', { trial: { tag: 'failed', why: 'practice-not-started' } }),
  done: (now) => ({ ...quietView(now), settings: { ...quietView(now).settings, guideAt: 'done' } }),
  'update-ready': () => updateView(sampleUpdates.ready),
  'update-held': () => updateView(sampleUpdates.held),
  'update-fetching': () => updateView(sampleUpdates.downloading),
  'update-come': () => updateView(sampleUpdates.hasCome),
  'update-available': () => updateView(sampleUpdates.available),
  'update-expired': () => updateView(sampleUpdates.expired),
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
  guide: { tag: 'guide' },
  doctor: { tag: 'doctor' },
};
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const base = (views[query.get('view') ?? 'full'] ?? fullView)(nowMs);
const language = query.get('language') === 'de' ? 'de' : 'en';
const view: AppView = { ...base, language, settings: { ...base.settings, theme } };
const fake = sampleBridge(view, [...sampleAsks(nowMs), ...localAsks(nowMs), trialAsk(nowMs, 0)], nowMs);
Object.assign(window, { bridge: fake.bridge });
await import('../../../renderer/main.tsx');
fake.fire('window:show', places[query.get('place') ?? 'inbox'] ?? { tag: 'inbox' });
