import type { AskKey, ConnectionId, RequestId, SessionId, SessionKey } from '../ids.ts';
import type { Language } from '../strings/language.ts';
import type { VisibleText } from '../visible-text.ts';
import type { AccountFacts, BackendKind, Capabilities, ConnectionState } from './connection.ts';
import type { Decision, Surface } from './decision.ts';
import type { HeldReason, SystemQuiet } from './quiet.ts';
import type { AskKind, AskOffers, OnlyDeny, PermissionSuggestion, Question } from './permission-request.ts';
import type { ClaudeCodeView } from './claude-code.ts';
import type { Activity, Provenance, SessionControl, SessionLink, Silence, TokenUsage } from './session.ts';
import type { Settings } from './settings.ts';
import type { SharingView } from './sharing.ts';
import type { TrialView } from './trial.ts';
import type { UpdateState } from './update.ts';

/** All that the window may know, pushed as a whole. A higher `revision` replaces a lower one. */
export interface AppView {
  readonly revision: number;
  readonly connections: readonly ConnectionView[];
  readonly sessions: readonly SessionView[];
  /** Open asks, oldest first. */
  readonly inbox: readonly AskView[];
  /** Asks beyond the caps: known to wait, not held here. The session itself can show them. */
  readonly overflow: readonly { readonly sessionKey: SessionKey; readonly count: number }[];
  /** Decided or ended asks of the last minutes, newest first; unsent and unconfirmed ones stay until settled. */
  readonly receipts: readonly ReceiptView[];
  readonly drafts: readonly DraftView[];
  readonly settings: Settings;
  /** Setting paths the managed configuration fixes, such as `connections.work` or `theme`. */
  readonly managed: readonly string[];
  /** What every surface speaks. */
  readonly language: Language;
  readonly notificationsPausedUntilMs: number | null;
  readonly problems: readonly Problem[];
  readonly surfaces: SurfaceFacts;
  /** Null until this computer was looked at. */
  readonly claudeCode: ClaudeCodeView | null;
  readonly update: UpdateState;
  /** What the system says about silence; null where nothing can be read. */
  readonly systemQuiet: SystemQuiet | null;
  /** The practice ask of the first run, while there is one. */
  readonly trial: TrialView | null;
  readonly shortcut: ShortcutState;
}

/** The key that opens the inbox from anywhere. `taken`: another program has it. */
export type ShortcutState = 'off' | 'on' | 'taken' | 'not-possible';

export interface ConnectionView {
  readonly connectionId: ConnectionId;
  readonly kind: BackendKind;
  readonly name: string;
  readonly practice: boolean;
  readonly managed: boolean;
  readonly viewerOnly: boolean;
  readonly state: ConnectionState;
  readonly sessionCount: number;
  readonly capabilities: Capabilities;
  /** Known once it was signed in; only where accounts have one. */
  readonly account?: AccountFacts;
  /** Sessions of this computer can be shared with the other devices of this account. */
  readonly takesShares: boolean;
}

export interface SessionView {
  readonly key: SessionKey;
  readonly connectionId: ConnectionId;
  readonly sessionId: SessionId;
  readonly connectionName: string;
  readonly practice: boolean;
  readonly title: string;
  readonly group: 'needs-you' | 'working' | 'idle' | 'not-heard' | 'ended';
  readonly activity: Activity;
  readonly provenance: Provenance;
  readonly link: SessionLink;
  readonly waitingCount: number;
  readonly cwd?: string;
  readonly host?: string;
  readonly model?: string;
  readonly permissionMode?: string;
  readonly usage?: TokenUsage;
  readonly lastHeardAtMs?: number;
  readonly unread: boolean;
  /** Frames that could not be read, and kinds we do not know; shown in the session's details. */
  readonly malformedFrames: number;
  readonly unknownFrames: number;
  readonly silence?: Silence;
  readonly capabilities: Capabilities;
  readonly agent?: string;
  readonly control?: SessionControl;
  /** May be shared with an account's other devices. */
  readonly mayShare: boolean;
  readonly sharing?: SharingView;
}

export interface AskView {
  readonly key: AskKey;
  readonly inputHash: string;
  readonly requestId: RequestId;
  readonly connectionId: ConnectionId;
  readonly connectionName: string;
  readonly practice: boolean;
  readonly sessionKey: SessionKey;
  readonly sessionId: SessionId;
  readonly sessionTitle: string;
  readonly kind: AskKind;
  readonly toolName: string;
  readonly displayName?: string;
  /** One line for lists and the tray; may be cut, see `fits`. */
  readonly short: string;
  /** True if `short` shows the whole input and nothing in it was hidden, so one tap may allow it. */
  readonly fits: boolean;
  readonly askedAtMs: number;
  readonly offers: AskOffers;
  /** Set when an earlier allow grew too old to be sent by itself: decide again. */
  readonly expiredDecision?: { readonly decision: Decision; readonly why: 'too-old' | 'suspended' };
  /** Set when the last try could not be stored on disk; nothing was sent. */
  readonly notSaved: boolean;
  /** Set while no notification stands for it, though it waits. */
  readonly held?: HeldReason;
}

/** The whole content of one ask. Bound to its key, so it may be kept as long as the key lives. */
export interface AskDetail {
  readonly key: AskKey;
  readonly inputHash: string;
  readonly inputJson: string;
  readonly parts: readonly InputPart[];
  readonly warnings: readonly InputWarning[];
  readonly claim?: VisibleText;
  readonly decisionReason?: VisibleText;
  readonly decisionReasonType?: string;
  readonly onlyDeny?: OnlyDeny;
  readonly blockedPath?: VisibleText;
  readonly matchedAskRule?: string;
  readonly agentId?: string;
  readonly terminalIsSilent: boolean;
  readonly mcpServer?: { readonly name: string; readonly source?: string };
  readonly suggestions: readonly PermissionSuggestion[];
  readonly requiresUserInteraction: boolean;
  readonly defaultToNo: boolean;
  readonly questions?: readonly Question[];
  /** The plan's own Markdown, for a plan ask. */
  readonly plan?: string;
  /** JSON Schema text of the form, for an elicitation. */
  readonly form?: { readonly message: string; readonly schemaJson?: string; readonly url?: string };
}

/** Every member of the input lands in exactly one part, so that nothing is allowed unseen. */
export type InputPart =
  | { readonly tag: 'command'; readonly text: VisibleText; readonly cwd?: string; readonly host?: string }
  | { readonly tag: 'url'; readonly text: VisibleText; readonly host: string }
  | { readonly tag: 'path'; readonly text: VisibleText }
  | { readonly tag: 'new-file'; readonly content: VisibleText }
  | { readonly tag: 'diff'; readonly before: VisibleText; readonly after: VisibleText; readonly replaceAll: boolean }
  | { readonly tag: 'field'; readonly name: VisibleText; readonly text: VisibleText };

export type InputWarning =
  'hidden-characters' | 'long-gap' | 'mixed-scripts' | 'repeated-key' | 'very-long' | 'not-readable';

export interface ReceiptView {
  readonly key: AskKey;
  readonly sessionKey: SessionKey;
  readonly sessionTitle: string;
  readonly connectionId: ConnectionId;
  readonly connectionName: string;
  readonly toolName: string;
  readonly short: string;
  readonly decision: Decision | null;
  readonly surface: Surface | null;
  readonly decidedAtMs: number | null;
  readonly state: ReceiptState;
  readonly changedAtMs: number;
}

/** What became of an ask. `waiting-to-send` is durable on disk and leaves when the link is back. */
export type ReceiptState =
  | 'saving'
  | 'waiting-to-send'
  | 'sending'
  | 'confirmed'
  | 'not-confirmed'
  | 'answered-elsewhere'
  | 'withdrawn'
  | 'expired'
  | 'refused';

/** A message to a session that the service has not accepted yet. */
export interface DraftView {
  readonly draftId: string;
  readonly sessionKey: SessionKey;
  readonly text: string;
  readonly state: 'sending' | 'not-accepted';
}

/** Something the person should know that no ask tells. `detail` names files, paths and expectations, never secrets. */
export interface Problem {
  readonly id: string;
  readonly code:
    | 'config-unreadable'
    | 'config-invalid'
    | 'config-given-twice'
    | 'config-newer-version'
    | 'settings-set-aside'
    | 'outbox-truncated'
    | 'journal-truncated'
    | 'no-keychain'
    | 'no-notifications'
    | 'no-notification-buttons'
    | 'no-tray'
    | 'storage-failed'
    | 'update-not-trusted'
    | 'update-not-installed'
    | 'bug';
  readonly detail: string;
}

export interface SurfaceFacts {
  readonly notifications: 'buttons' | 'plain' | 'none';
  readonly tray: boolean;
  /** True when the OS keychain really encrypts; else typed tokens live in memory only. */
  readonly keychain: boolean;
  readonly platform: string;
  readonly version: string;
}
