/** How the program on this computer stands to the newest one that was published. */
export type UpdateState =
  | { readonly tag: 'off'; readonly why: UpdatesOff }
  | {
      readonly tag: 'current';
      readonly checkedAtMs: number | null;
      /** What this first start after an update runs for the first time. */
      readonly updatedTo?: Release;
    }
  | { readonly tag: 'checking' }
  | { readonly tag: 'downloading'; readonly release: Release; readonly percent: number }
  | {
      readonly tag: 'ready';
      readonly release: Release;
      /** Why it is not installed yet: nothing restarts while somebody could lose an answer. */
      readonly waitsFor: 'person' | UpdateHold;
      /** The system will ask for a password. */
      readonly asksPassword: boolean;
    }
  /** There is a newer one, and whoever unpacked this program by hand has to fetch it. */
  | { readonly tag: 'available'; readonly release: Release; readonly checkedAtMs: number }
  /** `heldBy`: it is in its place, and starts as soon as nobody can lose an answer. */
  | { readonly tag: 'installing'; readonly release: Release; readonly heldBy: UpdateHold | null }
  | {
      readonly tag: 'failed';
      readonly fault: UpdateFault;
      readonly checkedAtMs: number;
      /** Of `expired`: until when the list of versions was good. Newer ones may be held back since then. */
      readonly goodUntilMs?: number;
    };

/** Why a restart has to wait. `answers`: on their way, or a message or a shared session's that is not sent yet. */
export type UpdateHold = 'asks' | 'answers' | 'own-sessions';

/** `by-package-manager`: whoever installed it brings the new version, too. `no-channel`: made without an address or a key. */
export type UpdatesOff = 'not-packaged' | 'by-package-manager' | 'no-channel' | 'switched-off' | 'managed';

export interface Release {
  readonly version: string;
  /** What is new, as plain text or Markdown of its makers. */
  readonly notes: string;
  /** Where it can be read about and fetched by hand. */
  readonly pageUrl?: string;
}

/**
 * `not-signed`, `wrong-signature`, `expired`, `older`, `other-system`, `not-readable`: of the manifest. `truncated`,
 * `tampered`: of the package. `refused`: the system's question for a password was answered with no.
 */
export type UpdateFault =
  | 'unreachable'
  | 'not-readable'
  | 'not-signed'
  | 'wrong-signature'
  | 'expired'
  | 'older'
  | 'other-system'
  | 'truncated'
  | 'tampered'
  | 'disk'
  | 'refused'
  | 'not-installed';
