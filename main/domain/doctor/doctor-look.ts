import type { Problem, ShortcutState } from '../../../shared/model/app-view.ts';
import type { ClaudeCodeView } from '../../../shared/model/claude-code.ts';
import type { BackendKind, ConnectionState } from '../../../shared/model/connection.ts';
import type { SystemQuiet } from '../../../shared/model/quiet.ts';
import type { NotificationSettings } from '../../../shared/model/settings.ts';
import type { UpdateState } from '../../../shared/model/update.ts';
import type { DoctorFacts } from './doctor-facts.ts';

/** All that the Doctor judges. From the command line nobody is there who knows the state of connections, updates and keys. */
export interface DoctorLook {
  readonly facts: DoctorFacts;
  readonly notifications: NotificationSettings;
  /** How many settings the managed configuration fixes. */
  readonly managedCount: number;
  readonly problems: readonly Problem[];
  readonly claudeCode: ClaudeCodeView | null;
  /** The hooks were taken out only until Gatehouse starts again. */
  readonly areHooksResting: boolean;
  readonly systemQuiet: SystemQuiet | null;
  readonly pausedUntilMs: number | null;
  readonly connections: readonly LookedConnection[];
  readonly update: UpdateState | null;
  readonly shortcut: ShortcutState | null;
  /** False from the command line: then nobody is expected to listen for hooks. */
  readonly isRunning: boolean;
  readonly nowMs: number;
  /** Minutes since midnight on the wall clock of this computer. */
  readonly localMinute: (atMs: number) => number;
}

export interface LookedConnection {
  readonly kind: BackendKind;
  readonly practice: boolean;
  readonly state: ConnectionState | { readonly tag: 'not-asked' };
}
