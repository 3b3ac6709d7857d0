import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { connectionId, type SessionKey } from '../../../shared/ids.ts';
import { connectClaude } from '../../support/connect-claude.ts';
import { connectHappyPhone, type HappyPhone } from '../../support/happy-phone/index.ts';
import { startHappyServer } from '../../support/happy-server/index.ts';
import { startHeadless } from '../../support/headless.ts';
import { localPlace } from '../../support/local-desk.ts';

export type App = Awaited<ReturnType<typeof startHeadless>>;

export const PHONE = connectionId('phone');

/** The real Claude Code of this computer, a Happy account with a phone, and Gatehouse between them, as often as it starts. */
export async function sharedDesk() {
  const secret = randomBytes(32);
  const server = await startHappyServer({ timing: { rpcRegisterWaitMs: 200 } });
  const place = await localPlace();
  const account = {
    id: PHONE,
    kind: 'happy',
    name: 'Phone',
    serverUrl: server.baseUrl,
    credentials: { secretKey: secret.toString('base64url') },
  };
  const { connections } = z.object({ connections: z.array(z.unknown()) }).parse(place.config);
  const config = { connections: [...connections, account] };
  const phone = await connectHappyPhone({ baseUrl: server.baseUrl, secret });
  onTestFinished(async () => {
    phone.close();
    await server.stop();
  });

  /** One run of Gatehouse, with both connections at work. */
  async function open() {
    const app = await startHeadless({
      profileDir: place.profileDir,
      config,
      environment: place.claude.home.env,
    });
    let isRunning = true;
    const stop = async () => {
      if (isRunning) await app.stop();
      isRunning = false;
    };
    const kill = async () => {
      isRunning = false;
      await app.kill();
    };
    onTestFinished(stop);
    await app.until(() => app.view.connections.every(({ state }) => state.tag === 'live'), 'both connections');
    return { app, stop, kill };
  }

  return { ...place, server, phone, open, connectClaude: (app: App) => connectClaude(app.handlers) };
}

/** Shares a session, and waits until the phone has it. @returns the id that it has there */
export async function shareWith(app: App, key: SessionKey, phone: HappyPhone): Promise<string> {
  const shared = await app.handlers['session:share']({ key, connectionId: PHONE, files: false });
  if (!shared.ok) throw new Error(shared.error.code);
  await untilLive(app, key);
  const [there, ...others] = await phone.refresh();
  if (there === undefined || others.length > 0) throw new Error(`the phone sees ${others.length + 1} sessions`);
  return there.id;
}

export function untilLive(app: App, key: SessionKey) {
  return app.until(() => sessionOf(app, key)?.sharing?.state.tag === 'live', 'the share to be live');
}

export function sessionOf(app: App, key: SessionKey) {
  return app.view.sessions.find((session) => session.key === key);
}

/** A session of Gatehouse's own, which has done what the prompt says. */
export async function startOwn(app: App, folder: string, prompt: string): Promise<SessionKey> {
  const started = await app.handlers['session:start']({
    connectionId: connectionId('here'),
    folder,
    prompt,
    mode: 'default',
  });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.key;
}

export const idle = (app: App, key: SessionKey) =>
  app.until(() => sessionOf(app, key)?.activity.tag === 'idle', 'the end of the turn');

const envelope = z.object({
  role: z.literal('session'),
  content: z.looseObject({ ev: z.looseObject({ t: z.string(), text: z.string().optional() }) }),
});

/** All that was said in the session, as the phone reads it: texts of the agent and the person. */
export async function textsOn(phone: HappyPhone, id: string): Promise<readonly string[]> {
  return (await phone.log(id)).flatMap((body) => {
    const read = envelope.safeParse(body);
    return read.success && read.data.content.ev.t === 'text' ? [read.data.content.ev.text ?? ''] : [];
  });
}

/** The id under which the one open request of the session goes on the phone. */
export async function requestOn(phone: HappyPhone, id: string): Promise<string> {
  const session = await phone.session(id);
  for (;;) {
    const [request] = Object.keys(session.state.requests ?? {});
    if (request !== undefined) return request;
    await phone.updates.later(() => true);
  }
}
