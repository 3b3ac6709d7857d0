import type { LogFields, Logger } from '../../main/ports/logger.ts';

/** Keeps what was logged, one JSON text a line, and hands it on to another log. */
export function recordingLog(next?: Logger): Logger & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const write = (level: 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    lines.push(JSON.stringify({ level, event, ...fields }));
    next?.[level](event, fields);
  };
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
