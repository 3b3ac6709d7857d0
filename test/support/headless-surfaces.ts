import type { AskKey } from '../../shared/ids.ts';
import type { Place } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import type { DoctorFacts } from '../../main/domain/doctor/doctor-facts.ts';
import type { Notice } from '../../main/domain/notification-policy.ts';
import type { TrayAction, TrayItem, TrayView } from '../../main/domain/tray-view.ts';
import type { DoctorProbe } from '../../main/ports/doctor-probe.ts';
import type { Notifier } from '../../main/ports/notifier.ts';
import type { TraySurface, WindowSurface } from '../../main/ports/surfaces.ts';
import type { ShortcutKeys, Sounder } from '../../main/ports/system-conduct.ts';
import type { Updater } from '../../main/ports/updater.ts';
import { err } from '../../shared/result.ts';

const PATIENCE_MS = 45_000;

const healthyComputer: DoctorFacts = {
  runtime: { version: '0.0.0', electron: '0', chromium: '0', node: '0', system: 'linux', desktop: 'XFCE' },
  isSandboxed: true,
  install: 'source',
  notifications: { tag: 'daemon', name: 'test', version: '1', capabilities: ['actions', 'body'] },
  notificationPermission: 'on',
  lockScreen: 'shown',
  trayHost: 'there',
  keyring: { tag: 'encrypts', backend: 'test' },
  disk: { freeBytes: 1e11, isWritable: true },
  clockSkewMs: 0,
  fixes: [],
};

/** Surfaces that remember what was drawn on them, and wake whoever waits for it. */
export function recordSurfaces() {
  const watchers = new Set<() => void>();
  const wake = () => watchers.forEach((watch) => watch());

  const standing = new Map<string, Notice>();
  const notices: Notice[] = [];
  const notifier: Notifier = {
    kind: 'buttons',
    show(notice) {
      standing.set(notice.id, notice);
      notices.push(notice);
      wake();
    },
    close(id) {
      standing.delete(id);
      wake();
    },
    dispose: () => undefined,
  };

  let drawnTray: TrayView | null = null;
  const tray: TraySurface = {
    available: true,
    show(view) {
      drawnTray = view;
      wake();
    },
    dispose: () => undefined,
  };

  let view: AppView | null = null;
  let shown: ReadonlySet<AskKey> = new Set();
  const prompts = new Map<AskKey, number>();
  const opened: Place[] = [];
  const windows: WindowSurface = {
    isOpen: true,
    open: (place = { tag: 'inbox' }) => void opened.push(place),
    push(name, payload) {
      if (name !== 'state:changed') return;
      view = payload as AppView;
      const now = new Set(view.inbox.map(({ key }) => key));
      for (const key of now) if (!shown.has(key)) prompts.set(key, (prompts.get(key) ?? 0) + 1);
      shown = now;
      wake();
    },
    chooseExportPath: () => Promise.resolve(null),
    chooseFolder: () => Promise.resolve(null),
    keepSecret: () => Promise.resolve('left'),
    confirmQuit: () => Promise.resolve(true),
    confirmReceiver: () => Promise.resolve(false),
    openLink: () => Promise.resolve(false),
  };

  const updater: Updater = {
    state: { tag: 'off', why: 'not-packaged' },
    onChange: () => () => undefined,
    check: () => Promise.resolve(),
    install: () => Promise.resolve(err('not-ready')),
    forgetNews: () => undefined,
    stop: () => undefined,
  };
  const doctor: DoctorProbe = {
    look: () => Promise.resolve(healthyComputer),
    openFix: () => Promise.resolve(false),
  };

  let sounds = 0;
  const sounder: Sounder = {
    play() {
      sounds++;
      wake();
    },
  };
  const shortcutKeys: ShortcutKeys = { set: (accelerator) => (accelerator === null ? 'off' : 'on') };

  /** Resolves with what `look` finds, now or after a later drawing; null and false are not yet. */
  async function until<T>(look: () => T | null | undefined | false, what: string): Promise<T> {
    for (const deadlineMs = Date.now() + PATIENCE_MS; ;) {
      const found = look();
      if (found !== null && found !== undefined && found !== false) return found;
      await new Promise<void>((resolve, reject) => {
        const done = () => {
          clearTimeout(timer);
          watchers.delete(done);
          resolve();
        };
        const giveUp = () => {
          watchers.delete(done);
          reject(new Error(`waited in vain for ${what}; the view: ${summary(currentView())}`));
        };
        const timer = setTimeout(giveUp, deadlineMs - Date.now());
        watchers.add(done);
      });
    }
  }

  function currentView(): AppView {
    if (view === null) throw new Error('nothing was drawn yet');
    return view;
  }

  return {
    notifier,
    tray,
    windows,
    sounder,
    shortcutKeys,
    updater,
    doctor,
    until,
    /** Notices on the screen now. */
    standing,
    /** Everything that was ever shown. */
    notices,
    opened,
    /** How often our own sound was made. */
    get sounds() {
      return sounds;
    },
    /** How often each ask appeared in the inbox: one appearance is one prompt. */
    prompts,
    get view() {
      return currentView();
    },
    /** What the entries of the tray say. */
    trayLabels: (): readonly string[] => (drawnTray === null ? [] : labelsOf(drawnTray.menu)),
    /** What a click on this entry of the tray would do. */
    trayAction(matches: (action: TrayAction) => boolean): TrayAction | undefined {
      return drawnTray === null ? undefined : actionsOf(drawnTray.menu).find(matches);
    },
  };
}

function labelsOf(items: readonly TrayItem[]): string[] {
  return items.flatMap((item) => {
    if (item.tag === 'separator') return [];
    return item.tag === 'submenu' ? [item.label, ...labelsOf(item.items)] : [item.label];
  });
}

function actionsOf(items: readonly TrayItem[]): TrayAction[] {
  return items.flatMap((item) => {
    if (item.tag === 'action') return [item.action];
    return item.tag === 'submenu' ? actionsOf(item.items) : [];
  });
}

function summary(view: AppView): string {
  const receipts = view.receipts
    .filter(({ state }) => state !== 'confirmed')
    .map(({ key, state }) => `${key} ${state}`);
  const sessions = view.sessions
    .toSorted((a, b) => Number(a.link.tag === 'live') - Number(b.link.tag === 'live'))
    .map(({ key, link }) => `${key} ${JSON.stringify(link)}`);
  return JSON.stringify({
    connections: view.connections.map(({ state }) => state),
    sessions: sessions.slice(0, 8),
    inbox: view.inbox.map(({ key }) => key).slice(0, 8),
    receipts: receipts.slice(0, 8),
    problems: view.problems,
  });
}
