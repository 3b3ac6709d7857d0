import { requestId } from '../../shared/ids.ts';
import { cutRaw } from '../../shared/raw-json.ts';
import type { FrameError } from './frame.ts';
import type { Heard } from './heard.ts';
import { requestIdWire } from './wire.ts';

/**
 * What a message tells that could not be read. A request nested too deep to be read still waits for an answer, so its id
 * is cut out without reading it.
 *
 * @param text  the message alone, where it can be told from its envelope
 */
export function heardUnread(text: string, error: FrameError): readonly Heard[] {
  const id = error.code === 'too-deep' ? shallowRequestId(text) : null;
  if (id === null) return [{ tag: 'malformed' }];
  const refused = { code: 'unreadable', requestId: requestId(id), subtype: '' } as const;
  return [{ tag: 'malformed' }, { tag: 'not-askable', error: refused }];
}

function shallowRequestId(text: string): string | null {
  try {
    if (cutRaw(text, ['type']) !== '"control_request"') return null;
    const read = requestIdWire.safeParse(JSON.parse(cutRaw(text, ['request_id']) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
