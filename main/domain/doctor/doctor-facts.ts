import type { DoctorFix } from '../../../shared/model/doctor-names.ts';

/** What can be found out about this computer, for the Doctor. Text in it came from outside and is not redacted yet. */
export interface DoctorFacts {
  readonly runtime: {
    readonly version: string;
    readonly electron: string;
    readonly chromium: string;
    readonly node: string;
    readonly system: string;
    /** As the session names it, such as `ubuntu:GNOME`. */
    readonly desktop: string | null;
  };
  /** Whether pages run in Chromium's sandbox. */
  readonly isSandboxed: boolean | null;
  /** How it was installed. `flatpak` and `snap` fence the program in. */
  readonly install: 'deb' | 'rpm' | 'appimage' | 'archive' | 'installer' | 'flatpak' | 'snap' | 'source';
  readonly notifications: NotificationWay;
  /** `off`: the system shows no banners of this program, `banners-off`: of no program. */
  readonly notificationPermission: 'on' | 'off' | 'banners-off' | 'unknown';
  /** What the system shows of notifications while the screen is locked. */
  readonly lockScreen: 'shown' | 'without-content' | 'hidden' | 'unknown';
  readonly trayHost: 'there' | 'missing' | 'no-bus';
  readonly keyring:
    | { readonly tag: 'encrypts'; readonly backend: string }
    /** `not-used`: one is there and open, and Chromium does not know this desktop well enough to use it. */
    | { readonly tag: 'none'; readonly why: 'absent' | 'locked' | 'not-used' | 'basic-text' | 'no-bus' }
    | { readonly tag: 'not-told' };
  readonly disk: { readonly freeBytes: number; readonly isWritable: boolean } | null;
  /** This computer's clock against that of services that it talks to, as last heard; positive = ahead. */
  readonly clockSkewMs: number | null;
  /** Places of the system that can be opened here. */
  readonly fixes: readonly DoctorFix[];
}

/** Who shows notifications. */
export type NotificationWay =
  /** Windows and macOS show them themselves. */
  | { readonly tag: 'system' }
  | { readonly tag: 'no-bus' }
  | { readonly tag: 'no-daemon' }
  | { readonly tag: 'not-answering' }
  | {
      readonly tag: 'daemon';
      readonly name: string;
      readonly version: string;
      readonly capabilities: readonly string[];
    };
