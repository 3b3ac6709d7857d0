import type { LogFields, Logger } from '../../main/ports/logger.ts';

/** Keeps what was logged, one JSON text a line. */
export function recordingLog(): Logger & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const write = (level: string) => (event: string, fields?: LogFields) =>
    void lines.push(JSON.stringify({ level, event, ...fields }));
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
