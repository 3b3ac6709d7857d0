import type { Page } from 'playwright-core';
import { startCcrService, workConnection, type CcrService, type CcrSession } from './ccr-service/index.ts';
import { startDesk, type Desk } from './desk.ts';
import type { DrivenApp } from './driven-app.ts';

/** What the preload script gives the page. */
export interface PageBridge {
  call(
    name: string,
    input?: unknown,
  ): Promise<{ ok: boolean; value?: unknown; error?: { code: string; message: string } }>;
}

/** A desktop on which the app watches one session, with its window open. */
export interface OpenDesk {
  readonly service: CcrService;
  readonly session: CcrSession;
  readonly desk: Desk;
  readonly app: DrivenApp;
  readonly page: Page;
  stop(): Promise<void>;
}

export async function openDesk(title: string): Promise<OpenDesk> {
  const service = await startCcrService();
  const session = service.addSession({ title });
  const desk = await startDesk();
  const stop = async () => {
    await desk.stop();
    await service.stop();
  };
  try {
    desk.configure({
      connections: [workConnection(service, { sessions: [session.id] })],
    });
    const app = await desk.startDriven();
    await session.connected();
    await desk.tray.click('Open Gatehouse');
    const page = await app.window();
    await page.getByRole('region', { name: 'Inbox', exact: true }).waitFor();
    return { service, session, desk, app, page, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
