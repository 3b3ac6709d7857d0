/** Claude Code on this computer, and how our hooks stand in its settings. */
export interface ClaudeCodeView {
  readonly program: ClaudeProgram;
  /** Claude Code's settings file that holds, or would hold, our hooks. */
  readonly settingsPath: string;
  readonly hooks: HooksState;
  /** What keeps hooks from working although they stand in the file. */
  readonly obstacles: readonly HookObstacle[];
  /** Where the gateway listens now; null while it does not. */
  readonly gatewayPort: number | null;
}

export type ClaudeProgram =
  | { readonly tag: 'not-found' }
  /** `hookStyle`: the kind of hook that lets this version go on by itself when Gatehouse is away. */
  | { readonly tag: 'found'; readonly path: string; readonly version: string; readonly hookStyle: HookStyle }
  /** It is there and does not say which version it is. */
  | { readonly tag: 'unreadable'; readonly path: string; readonly detail: string };

/** `http` = Claude Code posts by itself; `command` = an older version runs a small command that does. */
export type HookStyle = 'http' | 'command';

export type HooksState =
  | { readonly tag: 'not-connected' }
  | { readonly tag: 'connected'; readonly style: HookStyle }
  /** Somebody else took them out, or changed some: told with the events that are affected. */
  | { readonly tag: 'damaged'; readonly events: readonly string[] }
  /** Written for another port or version than the present one; repairing is safe and done by itself. */
  | { readonly tag: 'outdated' }
  /** The file cannot be read as settings; it is left alone. `detail` says where and what was expected. */
  | { readonly tag: 'unreadable'; readonly detail: string };

export interface HookObstacle {
  readonly code:
    /** `disableAllHooks` is set. */
    | 'hooks-disabled'
    /** An administrator allows only managed hooks. */
    | 'managed-only'
    /** `allowedHttpHookUrls` does not list our address. */
    | 'url-not-allowed'
    /** The settings file is a link into another folder, where the token may be copied or published. */
    | 'settings-are-linked'
    /** There is a comment or a trailing comma, for which Claude Code takes nothing of the file. */
    | 'settings-ignored'
    /** These settings send all that Claude Code sends, hooks too, to a proxy. */
    | 'proxy-in-settings'
    /** The environment of Gatehouse does, and perhaps that of the terminals. */
    | 'proxy-around';
  /** The file that says so, or that can mend it. */
  readonly path: string;
  /** Where in it, or which part of it. */
  readonly detail?: string;
}

/** The settings file before and after, for the person to see. The token is masked. */
export interface SettingsChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Where a comment or a trailing comma stands, for which Claude Code takes nothing of the file. */
  readonly ignoredAt?: string;
  /** What `apply` is bound to: a file that has changed since is not written. */
  readonly beforeHash: string;
}

/** What came of trying it. */
export interface ClaudeTest {
  /** `claude`: a real short run; `gateway`: there is no program, so the request was posted to our own gateway. */
  readonly through: 'claude' | 'gateway';
  readonly outcome:
    | 'allowed'
    | 'denied'
    /** The ask appeared, and nobody answered in time. */
    | 'not-answered'
    /** The run ended without asking us: the hooks do not work. */
    | 'not-asked'
    | 'claude-failed';
  /** The last line that Claude Code said, where that helps. */
  readonly detail?: string;
}

/** A conversation on this computer that can be taken up again. */
export interface PastSession {
  readonly sessionId: string;
  readonly title: string;
  readonly folder: string;
  readonly lastUsedAtMs: number;
}
