import { startCcrService, workConnection, type CcrService, type CcrSession } from '../ccr-service/index.ts';
import { PROFILE } from './guest-desk.ts';
import type { Guest } from './guest.ts';

const CREDENTIALS = '.claude/.credentials.json';

/** A service with one session, and a person whose own settings watch it. */
export interface WatchedWork {
  readonly service: CcrService;
  readonly session: CcrSession;
  /** What the person has set, as text. */
  readonly settings: string;
}

/** @param more  what the person has set besides */
export async function watchWork(guest: Guest, more: object = {}): Promise<WatchedWork> {
  const service = await startCcrService();
  const session = service.addSession({ title: 'Payments API' });
  guest.write(CREDENTIALS, JSON.stringify({ claudeAiOauth: { accessToken: service.token } }));
  const settings = JSON.stringify({
    version: 1,
    theme: 'dark',
    notifications: { quietHours: { enabled: false, from: '21:15', to: '06:45' } },
    guideDone: true,
    connections: [
      workConnection(service, {
        sessions: [session.id],
        credentials: { claudeCredentialsFile: `~/${CREDENTIALS}` },
      }),
    ],
    ...more,
  });
  guest.write(`${PROFILE}/settings.json`, settings);
  return { service, session, settings };
}
