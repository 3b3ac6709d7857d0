/** How the program on this computer stands to the newest one that was published. */
export type UpdateState =
  | { readonly tag: 'off'; readonly why: UpdatesOff }
  | { readonly tag: 'current'; readonly checkedAtMs: number | null }
  | { readonly tag: 'checking' }
  | { readonly tag: 'downloading'; readonly release: Release; readonly percent: number }
  | {
      readonly tag: 'ready';
      readonly release: Release;
      /** Why it is not installed yet: nothing restarts while somebody could lose an answer. */
      readonly waitsFor: 'person' | 'asks' | 'answers' | 'own-sessions';
      /** The system will ask for a password. */
      readonly asksPassword: boolean;
    }
  | { readonly tag: 'installing'; readonly release: Release }
  | { readonly tag: 'failed'; readonly fault: UpdateFault; readonly checkedAtMs: number };

/** `by-package-manager`: whoever installed it brings the new version, too. `no-channel`: made without an address or a key. */
export type UpdatesOff = 'not-packaged' | 'by-package-manager' | 'no-channel' | 'switched-off' | 'managed';

export interface Release {
  readonly version: string;
  /** What is new, as plain text or Markdown of its makers. */
  readonly notes: string;
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
