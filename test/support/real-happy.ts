import { randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { createClaudeHome } from './claude-home.ts';
import { startClaude, type ClaudeProcess } from './claude-process.ts';
import { startClaudeTerminal, type ClaudeTerminal } from './claude-terminal.ts';
import { createHappyHome, type HappyCli, type HappyHome, type Pairing } from './happy-home.ts';
import { connectHappyPhone, type HappyPhone } from './happy-phone/index.ts';
import { startHappyServer, type HappyServer } from './happy-server/index.ts';
import { followHappySession, type RealHappySession } from './real-happy-session.ts';
import { MessagesApi } from './messages-api.ts';
import { startClosedProxy } from './net/closed-proxy.ts';

/** For a test: three programs start one after the other, on two processors among others. */
export const REAL_HAPPY_LIMIT_MS = 150_000;

interface RealHappyOptions {
  readonly cli: HappyCli;
  /** Null = it was never paired. */
  readonly pairing?: Pairing | null;
  /** Whether it may start its own service. */
  readonly withDaemon?: boolean;
}

/**
 * The published program with the real Claude Code behind it, a scripted model, and a server double that another app of the
 * same account is connected to. Everything ends with the test, which fails if anything wanted to reach the network.
 */
export interface RealHappy {
  readonly api: MessagesApi;
  readonly home: HappyHome;
  readonly server: HappyServer;
  readonly phone: HappyPhone;
  /** Of the account. */
  readonly secret: Buffer;
  /** Starts a session that is answered from afar; resolves when it can be. */
  startRemote(args?: readonly string[]): Promise<RealHappySession>;
  /** Starts the program, without waiting for anything. */
  run(args: readonly string[]): ClaudeProcess;
  startTerminal(args?: readonly string[]): Promise<ClaudeTerminal>;
}

export async function realHappy(options: RealHappyOptions): Promise<RealHappy> {
  const { cli, pairing = 'dataKey', withDaemon = false } = options;
  const secret = randomBytes(32);
  const [api, server, proxy] = await Promise.all([MessagesApi.start(), startHappyServer(), startClosedProxy()]);
  const claude = await createClaudeHome(api.baseUrl);
  const home = await createHappyHome(claude, { cli, serverUrl: server.baseUrl, deadProxyUrl: proxy.url, withDaemon });
  if (pairing !== null) await home.pair(pairing, { secret, token: server.signIn(secret).token });
  // The old program rings phones itself, at their vendor's server.
  const phone = await connectHappyPhone({ baseUrl: server.baseUrl, secret, rings: false });
  const running: { stop(): Promise<void> }[] = [];
  onTestFinished(async () => {
    await Promise.all(running.map((one) => one.stop()));
    phone.close();
    await home.remove();
    await Promise.all([api.stop(), server.stop(), proxy.close()]);
    expect(proxy.wanted).toEqual([]);
  });

  function kept<T extends { stop(): Promise<void> }>(run: T): T {
    running.push(run);
    return run;
  }
  const run = (args: readonly string[]) => kept(startClaude(home, [...home.launch, ...args]));

  return {
    api,
    home,
    server,
    phone,
    secret,
    run,
    async startRemote(args = []) {
      const made = phone.updates.later(isNewSession);
      const process = run(['--happy-starting-mode', 'remote', ...args]);
      return await followHappySession({ home, phone, server, process, made });
    },
    startTerminal: async (args = []) => kept(await startClaudeTerminal(home, [...home.launch, ...args])),
  };
}

function isNewSession(envelope: unknown): boolean {
  return JSON.stringify(envelope).includes('"t":"new-session"');
}
