import type { DoctorFix } from '../../shared/model/doctor.ts';

/** What can be found out about this computer, for the Doctor. Each part is null where it could not be found out. */
export interface DoctorFacts {
  readonly runtime: {
    readonly version: string;
    readonly electron: string;
    readonly chromium: string;
    readonly node: string;
    readonly system: string;
    readonly desktop: string | null;
  };
  /** Whether pages run in Chromium's sandbox. */
  readonly isSandboxed: boolean | null;
  /** How it was installed. `flatpak` and `snap` fence the program in. */
  readonly install: 'deb' | 'rpm' | 'appimage' | 'archive' | 'installer' | 'flatpak' | 'snap' | 'source';
  /** Who shows notifications, and what it can. Null = nobody. Undefined members were not told. */
  readonly notificationServer: {
    readonly name: string;
    readonly vendor?: string;
    readonly version?: string;
    readonly capabilities?: readonly string[];
  } | null;
  /** `off`: the system shows no banners of this program, `banners-off`: of no program. */
  readonly notificationPermission: 'on' | 'off' | 'banners-off' | 'unknown';
  readonly trayHost: 'there' | 'missing';
  readonly keyring: { readonly encrypts: boolean; readonly backend: string };
  readonly disk: { readonly freeBytes: number; readonly isWritable: boolean } | null;
  /** This computer's clock against that of services that it talks to, as last heard; positive = ahead. */
  readonly clockSkewMs: number | null;
}

export interface DoctorProbe {
  /** Looks anew. Takes up to some seconds; never rejects. */
  look(): Promise<DoctorFacts>;
  /** Opens the system's place that mends it. False where there is none here. */
  openFix(fix: DoctorFix): Promise<boolean>;
}
