import type { LogFields, Logger } from '../../../main/ports/logger.ts';

/** A log that keeps what it was told. */
export function quietLog(): Logger & { readonly events: { readonly event: string; readonly fields: LogFields }[] } {
  const events: { readonly event: string; readonly fields: LogFields }[] = [];
  const add = (event: string, fields: LogFields = {}) => void events.push({ event, fields });
  return { events, info: add, warn: add, error: add };
}
