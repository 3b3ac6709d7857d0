import { app, powerMonitor } from 'electron';
import type { Place } from '../../../shared/ipc/contract.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { linkOfSecondStart } from './command-line.ts';
import { readDeepLink } from './deep-link.ts';

export const APP_ID = 'dev.gatehouse.app';
/** How long a quit may wait for answers on their way. What is not sent by then is on disk and goes out next time. */
const DRAIN_LIMIT_MS = 1_500;

/** @returns false if another instance runs for this profile; it was told to show itself, and this one must end. */
export function claimSingleInstance(): boolean {
  return app.requestSingleInstanceLock();
}

/**
 * @param onOpen   the person wants the window, at a place if they named one
 * @param mayEnd   asked when the person wants to quit
 * @param onDrain  the app is about to end; it does when this resolves, and after 1.5 s in any case
 */
export function followAppEvents(tools: {
  readonly clock: Clock;
  readonly log: Logger;
  readonly onOpen: (place?: Place) => void;
  readonly mayEnd: () => Promise<boolean>;
  readonly onDrain: () => Promise<void>;
}): void {
  const { clock, log } = tools;
  let ending: 'no' | 'asking' | 'draining' | 'yes' = 'no';
  /** The system ends us, or somebody by signal: nobody is there to be asked. */
  let isOrdered = false;

  function openLink(link: string | null): void {
    const place = link === null ? null : readDeepLink(link);
    if (link !== null && place === null) log.warn('link-refused');
    if (place === null) tools.onOpen();
    else tools.onOpen(place);
  }

  app.setAppUserModelId(APP_ID);
  app.on('second-instance', (_event, args) => openLink(linkOfSecondStart(args)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openLink(link);
  });
  app.on('activate', () => tools.onOpen());
  // A tray app lives on without a window.
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    if (ending === 'yes') return;
    event.preventDefault();
    if (isOrdered && ending !== 'draining') return drain();
    if (ending !== 'no') return;
    ending = 'asking';
    void tools.mayEnd().then((may) => {
      if (ending !== 'asking') return;
      if (may) drain();
      else ending = 'no';
    });
  });
  powerMonitor.on('shutdown', () => (isOrdered = true));

  function drain(): void {
    ending = 'draining';
    const end = (): void => {
      if (ending === 'yes') return;
      ending = 'yes';
      cancel();
      // A quit from inside `before-quit` would be undone when that one returns as prevented.
      setImmediate(() => app.quit());
    };
    const cancel = clock.schedule(DRAIN_LIMIT_MS, () => {
      log.warn('quit-without-drain');
      end();
    });
    tools.onDrain().then(end, (error: unknown) => {
      log.error('drain-failed', { error: nameOf(error) });
      end();
    });
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // A library listened before Electron put a handler of its own over it; only a first listener takes that place back.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      isOrdered = true;
      app.quit();
    });
  }
}

/**
 * Keeps the engine running after a bug in some callback: an answer in flight is worth more than a clean end.
 *
 * @param onBug  told each kind of bug once
 */
export function followCrashes(log: Logger, onBug: (what: string) => void): void {
  const told = new Set<string>();
  function report(event: string, error: unknown): void {
    const what = nameOf(error);
    log.error(event, { error: what });
    if (told.has(what) || told.size > 20) return;
    told.add(what);
    onBug(what);
  }
  process.on('uncaughtException', (error) => report('uncaught-exception', error));
  process.on('unhandledRejection', (reason) => report('unhandled-rejection', reason));
  app.on('child-process-gone', (_event, details) =>
    log.warn('child-process-gone', { code: details.type, state: details.reason }),
  );
}

/** Where, not what: an error's message may quote content. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const [, place] = /\n\s+at ([^\n]{0,160})/.exec(error.stack ?? '') ?? [];
  return place === undefined ? error.name : `${error.name} at ${place}`;
}
