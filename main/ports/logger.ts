/** Fields that may be logged. No content, no secrets: a field that is not here does not compile. */
export interface LogFields {
  readonly connection?: string;
  readonly session?: string;
  readonly ask?: string;
  readonly surface?: string;
  readonly state?: string;
  readonly code?: string;
  readonly status?: number;
  readonly attempt?: number;
  readonly generation?: number;
  readonly count?: number;
  readonly bytes?: number;
  readonly delayMs?: number;
  readonly durationMs?: number;
  readonly path?: string;
  /** Name and message of a bug, cut and redacted. */
  readonly error?: string;
}

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
