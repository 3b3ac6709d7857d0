import type { RequestId, SessionId } from '../../shared/ids.ts';
import type { Decision } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { TokenUsage } from '../../shared/model/session.ts';
import type { ShareState, SharingView } from '../../shared/model/sharing.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import type { Language } from '../../shared/strings/language.ts';
import type { Result } from '../../shared/result.ts';
import type { CommandError } from './command.ts';

/** Publishes sessions of other connections to the devices of one account. */
export interface SessionSharer {
  share(order: ShareOrder): Share;
}

/** `refused` of `unsent` the service does not take as they are; they are tried again in the next run. */
export type ShareCounts = Pick<SharingView, 'unsent' | 'refused' | 'leftOut'>;

export interface ShareOrder {
  /** uuid, and the same in every run: by it the account knows the session again. */
  readonly shareId: string;
  readonly facts: SharedFacts;
  /** Only below this folder, and only if the person switched it on. */
  readonly filesBelow: string | null;
  readonly outbox: ShareOutbox;
  readonly hands: ShareHands;
  readonly onState: (state: ShareState, counts: ShareCounts) => void;
}

/** What the other devices see of the session. */
export interface SharedFacts {
  readonly sessionId: SessionId;
  /** In which they are told what Gatehouse itself has to say. */
  readonly language: Language;
  readonly title: string;
  readonly cwd: string;
  readonly agent: 'claude';
  readonly permissionMode?: string;
  readonly model?: string;
  readonly working: boolean;
  /** Who answers its prompts: `terminal` = a person may also answer in its terminal. */
  readonly control: 'remote' | 'terminal';
  readonly can: {
    readonly sendMessage: boolean;
    readonly interrupt: boolean;
    readonly setMode: boolean;
    readonly end: boolean;
  };
}

/** What the other devices can do to the session. Called with what was read and checked; never throws. */
export interface ShareHands {
  /**
   * The first decision wins, wherever it was made. It is one about what `asks` told last under this id: the same id with
   * other input must be another ask to the other devices.
   *
   * @returns `taken`: it is the decision now, and durable. `over`: there is nothing to decide (any more).
   */
  decide(requestId: RequestId, decision: Decision): Promise<'taken' | 'over' | 'not-offered'>;
  /**
   * @param localId  uuid, the same however often, and under whatever name, the message comes: the same twice is one
   *                 message. Items that tell of it again are known by it (`id` is this, or begins with this and a colon).
   */
  sendMessage(localId: string, text: string): Promise<Result<null, CommandError>>;
  setMode(mode: string): Promise<Result<null, CommandError>>;
  interrupt(): Promise<Result<null, CommandError>>;
  end(): Promise<Result<null, CommandError>>;
}

/** How an ask ended, as the other devices are told. */
export interface AskOutcome {
  readonly how: 'approved' | 'denied' | 'canceled';
  readonly reason?: string;
  readonly mode?: string;
}

/** One session at work at an account. What it is told is kept until the account has it. */
export interface Share {
  tell(facts: SharedFacts): void;
  /** Items in their order. An item that was told before, in an earlier run too, is not sent again. */
  append(items: readonly TranscriptItem[]): void;
  usage(usage: TokenUsage): void;
  /** The whole set of what is open now. What is missing from it ended by `outcome`. */
  asks(open: readonly PermissionRequest[], outcome: (requestId: RequestId) => AskOutcome): void;
  /** It is over: says so there at once, takes nothing from there any more, and delivers what is left in the time there is. */
  end(): Promise<Ended>;
  /** Gatehouse ends, or no longer shares it for now. What is left stays in the outbox. */
  stop(): Promise<Flushed>;
}

/** Truthful: `remaining` counts what is not known to have arrived. */
export interface Flushed {
  readonly flushed: number;
  readonly remaining: number;
}

export interface Ended extends Flushed {
  /** Whether the other devices know. `impossible`: they cannot be told, and what remains cannot be delivered, by another try either. */
  readonly end: 'told' | 'owed' | 'impossible';
}

/** Ciphertext that waits for the service, on the disk: it survives a killed app. */
export interface ShareOutbox {
  /**
   * What waits now, oldest first, the rest of earlier runs included; the ids of what was delivered lately; and how far
   * other devices were heard (0 = never). Called again while at work, after more was added than is kept in memory.
   */
  load(): Promise<{
    readonly waiting: readonly OutboxMessage[];
    readonly delivered: readonly string[];
    readonly heardSeq: number;
    /** How many were given up because too much waited. */
    readonly leftOut: number;
  }>;
  /** Durable when it resolves. */
  add(messages: readonly OutboxMessage[]): Promise<void>;
  /**
   * Gives up the oldest that wait, if more waits than there is room for. They count as delivered from then on.
   *
   * @param except  those that may be on their way
   * @returns how many
   */
  leaveOut(except: ReadonlySet<string>): Promise<number>;
  /** An id that was never added is remembered as well. */
  delivered(localIds: readonly string[]): void;
  /** What other devices wrote up to this number was handed to the session: it is not handed over again. */
  heard(seq: number): void;
  /** The share is over for good. */
  forget(): Promise<void>;
}

export interface OutboxMessage {
  readonly localId: string;
  /** Encrypted; base64. */
  readonly content: string;
}
