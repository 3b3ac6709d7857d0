import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AskView } from '../../shared/model/app-view.ts';
import type { TrayAction } from '../../main/domain/tray-view.ts';
import { connectClaude } from './connect-claude.ts';
import { startHeadless } from './headless.ts';
import { freePort } from './net/servers.ts';
import { realClaude, type RealClaude } from './real-claude.ts';
import { tempDir } from './storage/temp-dir.ts';

type App = Awaited<ReturnType<typeof startHeadless>>;

/** The real Claude Code on this computer, and where Gatehouse for it lives. */
export interface LocalPlace {
  readonly claude: RealClaude;
  readonly profileDir: string;
  readonly config: unknown;
  /** Is there such a file in the folder that Claude Code works in? */
  has(name: string): boolean;
}

export async function localPlace(): Promise<LocalPlace> {
  const claude = await realClaude();
  const { configDir, program, workDir } = claude.home;
  const here = { id: 'here', kind: 'local', name: 'This computer', configDir, program, port: await freePort() };
  return {
    claude,
    profileDir: await tempDir(),
    config: { connections: [here] },
    has: (name) => existsSync(join(workDir, name)),
  };
}

/** Gatehouse, connected to the real Claude Code; both end with the test. */
export async function openLocalDesk() {
  const place = await localPlace();
  const { profileDir, config, claude } = place;
  const app = await startHeadless({ profileDir, config, environment: claude.home.env });
  let isRunning = true;
  const stop = async () => {
    if (!isRunning) return;
    isRunning = false;
    await app.stop();
  };
  onTestFinished(stop);
  await connectClaude(app.handlers);
  return {
    ...place,
    app,
    stop,
    /** The open ask whose line contains this text, now or soon. */
    ask: (text: string) =>
      app.until(() => app.view.inbox.find(({ short }) => short.includes(text)), `an ask with ${text}`),
    /** What a click on this answer in the tray would do; fails where the tray does not offer it. */
    trayDecision: (ask: AskView, decision: 'allow' | 'deny') => trayDecision(app, ask, decision),
    /** When nothing of it is left on any surface (epoch milliseconds). */
    gone: async (ask: AskView): Promise<number> => {
      await app.until(() => isNowhere(app, ask), `${ask.short} to go from every surface`);
      return Date.now();
    },
  };
}

function trayDecision(app: App, { key }: AskView, decision: 'allow' | 'deny'): TrayAction {
  const action = app.surfaces.trayAction(
    (one) => one.tag === 'decide' && one.key === key && one.decision.tag === decision,
  );
  if (action === undefined) throw new Error(`the tray does not offer ${decision} for ${key}`);
  return action;
}

function isNowhere(app: App, { key }: AskView): boolean {
  const { view, standing } = app.surfaces;
  const isInTray = app.surfaces.trayAction((one) => one.tag === 'decide' && one.key === key) !== undefined;
  return !isInTray && !standing.has(key) && view.inbox.every((ask) => ask.key !== key);
}
