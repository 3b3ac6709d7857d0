import { randomBytes, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { connectionId, requestId, sessionId, type RequestId } from '../../../shared/ids.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import type { ShareState } from '../../../shared/model/sharing.ts';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { err, ok } from '../../../shared/result.ts';
import { systemRandomBytes } from '../../../main/backends/happy/crypto/random-bytes.ts';
import { HappySharer } from '../../../main/backends/happy/publish/happy-sharer.ts';
import { PublishedIds } from '../../../main/backends/happy/publish/published-ids.ts';
import { thisComputer } from '../../../main/backends/happy/publish/this-computer.ts';
import { Rest } from '../../../main/backends/happy/server/rest.ts';
import { SignIn } from '../../../main/backends/happy/server/sign-in.ts';
import { createLinkKit } from '../../../main/net/link-kit.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import type { CommandError } from '../../../main/ports/command.ts';
import type { AskOutcome, SharedFacts, ShareHands } from '../../../main/ports/sharing.ts';
import { aRequest } from '../../support/asks.ts';
import { Arrivals } from '../../support/ccr-service/arrivals.ts';
import { connectHappyPhone, type HappyPhone } from '../../support/happy-phone/index.ts';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { DiskOutbox } from '../../support/share-outbox.ts';

/** No pause worth waiting for, and never the same id twice. */
const quickRandom = { fraction: () => 0.02, uuid: () => randomUUID() };

const FACTS: SharedFacts = {
  language: 'en',
  sessionId: sessionId('local-1'),
  title: 'Mend the fence',
  cwd: '/home/ada/garden',
  agent: 'claude',
  permissionMode: 'default',
  working: false,
  control: 'remote',
  can: { sendMessage: true, interrupt: true, setMode: true, end: true },
};

/** A session as its engine runs it: the first decision about an ask wins, whoever makes it. */
export class LocalSession {
  readonly decided = new Arrivals<{ readonly requestId: RequestId; readonly decision: Decision }>();
  readonly messages = new Arrivals<{ readonly localId: string; readonly text: string }>();
  readonly modes: string[] = [];
  readonly calls = new Arrivals<'interrupt' | 'end'>();
  messageFault: CommandError | null = null;
  onDecided: (requestId: RequestId, decision: Decision) => void = () => undefined;
  readonly #open = new Map<RequestId, PermissionRequest>();
  readonly #seen = new Set<string>();

  get open(): readonly PermissionRequest[] {
    return [...this.#open.values()];
  }

  ask(request: PermissionRequest): void {
    this.#open.set(request.requestId, request);
  }

  decide(id: RequestId, decision: Decision): 'taken' | 'over' | 'not-offered' {
    const request = this.#open.get(id);
    if (request === undefined) return 'over';
    if (decision.tag === 'deny' ? !request.offers.deny : !request.offers.allow) return 'not-offered';
    this.#open.delete(id);
    this.decided.add({ requestId: id, decision });
    this.onDecided(id, decision);
    return 'taken';
  }

  readonly hands: ShareHands = {
    decide: (id, decision) => Promise.resolve(this.decide(id, decision)),
    sendMessage: (localId, text) => {
      if (this.messageFault !== null) return Promise.resolve(err(this.messageFault));
      if (!this.#seen.has(localId)) this.messages.add({ localId, text });
      this.#seen.add(localId);
      return Promise.resolve(ok(null));
    },
    setMode: (mode) => {
      this.modes.push(mode);
      return Promise.resolve(ok(null));
    },
    interrupt: () => {
      this.calls.add('interrupt');
      return Promise.resolve(ok(null));
    },
    end: () => {
      this.calls.add('end');
      return Promise.resolve(ok(null));
    },
  };
}

export interface Standing {
  readonly state: ShareState;
  readonly unsent: number;
  readonly refused: number;
  readonly leftOut: number;
}

/** One run of Gatehouse that shares one session. */
export class Run {
  readonly session: LocalSession;
  readonly facts: SharedFacts;
  readonly standings = new Arrivals<Standing>();
  readonly log = recordingLog();
  readonly published = new PublishedIds();
  readonly sharer: HappySharer;
  readonly share: ReturnType<HappySharer['share']>;
  #isDead = false;
  readonly #kit: ReturnType<typeof createLinkKit>;

  constructor(given: {
    readonly serverUrl: string;
    readonly secret: Buffer;
    readonly shareId: string;
    readonly disk: DiskOutbox;
    readonly facts: SharedFacts;
    readonly filesBelow: string | null;
    readonly session: LocalSession;
  }) {
    const { serverUrl, secret, log } = { ...given, log: this.log };
    const made = createLinkKit({ clock: systemClock, random: quickRandom, log, environment: {} });
    const kit: typeof made = {
      ...made,
      request: (asked) => (this.#isDead ? new Promise(() => undefined) : made.request(asked)),
    };
    const credentials = { token: () => Promise.resolve(ok(secret.toString('base64url'))) };
    const signIn = new SignIn({
      serverUrl,
      credentials,
      request: kit.request,
      randomBytes: systemRandomBytes,
      onChange: () => undefined,
    });
    const tools = {
      connectionId: connectionId('phone'),
      emit: () => undefined,
      credentials,
      transcripts: { append: () => undefined, live: () => undefined },
      clock: systemClock,
      random: quickRandom,
      log,
    };
    const settings = {
      id: 'phone',
      kind: 'happy',
      name: 'Phone',
      enabled: true,
      serverUrl,
      viewerOnly: false,
      credentials: { stored: true },
    } as const;
    const rest = new Rest({ serverUrl, request: kit.request, signIn });
    this.#kit = kit;
    this.session = given.session;
    this.facts = given.facts;
    this.sharer = new HappySharer(
      { settings, tools, kit, rest, signIn, randomBytes: systemRandomBytes },
      thisComputer('0.1.0'),
      this.published,
    );
    this.share = this.sharer.share({
      shareId: given.shareId,
      facts: given.facts,
      filesBelow: given.filesBelow,
      outbox: given.disk,
      hands: this.session.hands,
      onState: (state, counts) => this.standings.add({ state, ...counts }),
    });
    this.session.onDecided = (_id, decision) =>
      this.tellAsks(decision.tag === 'deny' ? { how: 'denied' } : { how: 'approved' });
  }

  get now(): Standing | undefined {
    return this.standings.all.at(-1);
  }

  async live(): Promise<void> {
    if (this.now?.state.tag !== 'live') await this.standings.later(({ state }) => state.tag === 'live');
  }

  /** Everything that was appended has arrived. */
  async sent(): Promise<void> {
    const isSent = ({ state, unsent }: Standing) => state.tag === 'live' && unsent === 0;
    if (this.now === undefined || !isSent(this.now)) await this.standings.later(isSent);
  }

  failed(): Promise<Standing> {
    return this.standings.find(({ state }) => state.tag === 'failed');
  }

  ask(...requests: readonly PermissionRequest[]): void {
    for (const request of requests) this.session.ask(request);
    this.tellAsks({ how: 'canceled' });
  }

  tellAsks(outcome: AskOutcome): void {
    this.share.asks(this.session.open, () => outcome);
  }

  /** The process is gone: nothing is said, nothing more is written. */
  kill(): void {
    this.#isDead = true;
    this.#kit.close();
  }
}

export interface Rig {
  readonly server: HappyServer;
  readonly phone: HappyPhone;
  readonly secret: Buffer;
  readonly shareId: string;
  readonly disk: DiskOutbox;
  /** The id of the session at the service, once it is there. */
  sessionId(): Promise<string>;
  run(over?: {
    readonly facts?: Partial<SharedFacts>;
    readonly filesBelow?: string;
    readonly session?: LocalSession;
  }): Run;
}

/** A service, the person's phone, and a disk; whatever runs on it goes when the test ends. */
export async function openRig(options: Parameters<typeof startHappyServer>[0] = {}): Promise<Rig> {
  const secret = randomBytes(32);
  const server = await startHappyServer(options);
  onTestFinished(() => server.stop());
  const phone = await connectHappyPhone({ baseUrl: server.baseUrl, secret });
  onTestFinished(() => phone.close());
  const shareId = randomUUID();
  const disk = new DiskOutbox();
  return {
    server,
    phone,
    secret,
    shareId,
    disk,
    sessionId: async () => {
      const isOurs = () => [...server.core.store.sessions.values()].find((row) => row.tag === shareId);
      const known = isOurs();
      if (known !== undefined) return known.id;
      await server.seen.updates.later(({ envelope }) => envelope.body['t'] === 'new-session');
      const made = isOurs();
      if (made === undefined) throw new Error('another session was made');
      return made.id;
    },
    run: ({ facts, filesBelow, session } = {}) => {
      const run = new Run({
        serverUrl: server.baseUrl,
        secret,
        shareId,
        disk,
        facts: { ...FACTS, ...facts },
        filesBelow: filesBelow ?? null,
        session: session ?? new LocalSession(),
      });
      onTestFinished(() => run.kill());
      return run;
    },
  };
}

export function said(id: string, text: string): TranscriptItem {
  return { id, tag: 'agent', text, atMs: 1_700_000_000_000 };
}

export function bash(id: string, over: Partial<PermissionRequest> = {}): PermissionRequest {
  return aRequest({ id, requestId: requestId(`local-${id}`), toolUseId: `toolu_${id}`, ...over });
}
