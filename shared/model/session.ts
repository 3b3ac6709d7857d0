/** What a session is doing, as far as it told us. */
export type Activity =
  | { readonly tag: 'unknown' }
  | { readonly tag: 'idle' }
  | { readonly tag: 'working'; readonly detail?: string }
  /** `detail`: what it waits for, where that is not an ask shown here: `terminal-prompt`, `input`, `dialog`, `sandbox`. */
  | { readonly tag: 'needs-you'; readonly detail?: string }
  | { readonly tag: 'ended'; readonly reason?: string };

/** How we know it. Only `live` may be drawn as working. */
export type Provenance =
  | { readonly tag: 'live' }
  | { readonly tag: 'last-heard'; readonly atMs: number }
  | { readonly tag: 'offline'; readonly lastHeardAtMs?: number }
  | { readonly tag: 'sign-in-needed' }
  | { readonly tag: 'ended' };

/** Of the newest answer of the model. */
export interface TokenUsage {
  /** All it was given to read, cached or not: how full the context is. */
  readonly contextTokens: number;
  readonly outputTokens: number;
}

/** Why a session's asks do not come here, or cannot be answered here. */
export type Silence =
  /** Our hooks are not in the settings it reads. */
  | 'not-connected'
  /** It lets every tool run without asking. */
  | 'bypass-mode'
  /** Auto mode lets a classifier decide. */
  | 'auto-mode'
  /** It does not ask but refuses. */
  | 'dont-ask-mode'
  /** Settings of an administrator, or the person's own, switch hooks off. */
  | 'hooks-blocked'
  /** Somebody sits at its terminal: it asks there, and nowhere else. */
  | 'terminal-has-control'
  /** It was written for another key: what it asks cannot be read here. */
  | 'wrong-key';

/** Who a session listens to now: us and other remote devices, or its own terminal. */
export type SessionControl = 'remote' | 'terminal';

/** The link of one session. `generation` counts verified synchronisations; an answer is sent at most once in each. */
export type SessionLink =
  | { readonly tag: 'unwatched' }
  | { readonly tag: 'connecting'; readonly attempt: number }
  | { readonly tag: 'open' }
  | { readonly tag: 'live'; readonly generation: number }
  | { readonly tag: 'waiting'; readonly retryAtMs: number; readonly cause: LinkCause }
  /** The service is there, the agent's own computer is not: nothing can reach it until it comes back. */
  | { readonly tag: 'away' }
  | { readonly tag: 'failed'; readonly cause: LinkCause };

/** Why a link is down; the renderer turns the code into words. */
export interface LinkCause {
  readonly code:
    | 'unreachable'
    | 'refused'
    | 'timeout'
    | 'silent'
    | 'closed'
    | 'unauthorized'
    | 'forbidden'
    | 'session-gone'
    | 'rate-limited'
    | 'server-error'
    | 'tls'
    | 'too-large'
    | 'protocol'
    | 'gap'
    /** The service took it, but the agent behind it did not answer. */
    | 'agent-unreachable'
    /** This computer has no free port for the gateway. */
    | 'no-port';
  /** Close code or HTTP status, where there was one. */
  readonly status?: number;
  /** With the code `tls`: what is wrong with the certificate, where that is known. */
  readonly certificate?: CertificateFault;
}

export type CertificateFault =
  'expired' | 'not-yet-valid' | 'self-signed' | 'unknown-authority' | 'wrong-host' | 'revoked';

export const PERMISSION_MODES = ['default', 'acceptEdits', 'plan', 'auto', 'dontAsk', 'bypassPermissions'] as const;
