import { onTestFinished } from 'vitest';
import { systemRandom } from '../../main/net/system-random.ts';
import { startCcrService, workConnection, type ServiceOptions } from './ccr-service/index.ts';
import { startChaosProxy } from './chaos-proxy.ts';
import { startHeadless, type HeadlessOptions } from './headless.ts';
import { tempDir } from './storage/temp-dir.ts';

/** Deadlines about six times shorter than the usual ones. */
const IMPATIENT: HeadlessOptions['times'] = {
  handshakeMs: 2_000,
  headersMs: 2_000,
  streamProbeMs: 400,
  lookEveryMs: 300,
  probeDeadlineMs: 400,
};
export const TRANSPORTS = ['websocket', 'sse'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface RingOptions {
  readonly transport?: Transport | 'auto';
  readonly service?: ServiceOptions;
  readonly connection?: Readonly<Record<string, unknown>>;
  readonly times?: HeadlessOptions['times'];
}

/** A service double, a bad line to it, and Gatehouse at the other end; all of it goes when the test ends. */
export async function openRing({
  transport = 'auto',
  service: serviceOptions,
  connection,
  times = IMPATIENT,
}: RingOptions = {}) {
  const service = await startCcrService({ keepAliveEveryMs: 500, ...serviceOptions });
  const line = await startChaosProxy(Number(new URL(service.baseUrl).port));
  const profileDir = await tempDir();
  const running = new Set<Awaited<ReturnType<typeof startHeadless>>>();
  onTestFinished(async () => {
    for (const app of running) await app.kill();
    await line.close();
    await service.stop();
  });

  return {
    service,
    line,
    profileDir,
    /** Starts Gatehouse on this profile. */
    async start(options: Partial<HeadlessOptions> = {}) {
      const app = await startHeadless({
        profileDir,
        times,
        random: systemRandom,
        config: {
          connections: [
            workConnection(
              { baseUrl: `http://127.0.0.1:${line.port}`, token: service.token },
              { transport, ...connection },
            ),
          ],
        },
        ...options,
      });
      running.add(app);
      return Object.assign(app, {
        /** Ends it and forgets about it. */
        end: async (how: 'stop' | 'kill') => {
          running.delete(app);
          await app[how]();
        },
      });
    },
  };
}
