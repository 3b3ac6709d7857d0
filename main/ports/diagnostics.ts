/** The files of the diagnostics that a person may send to somebody. */
export interface DiagnosticsFiles {
  /** The newest entries of the log, oldest first; none where it cannot be read. */
  recentLog(count: number): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Rejects if it could not be written as a whole. */
  write(path: string, text: string): Promise<void>;
}
