import { connectionId, sessionId, sessionKey } from '../../../shared/ids.ts';
import type { Place } from '../../../shared/ipc/contract.ts';

const LONGEST = 2000;
const id = /^[A-Za-z0-9._~-]{1,200}$/;

/**
 * Reads `gatehouse://inbox`, `sessions`, `session/<connection>/<session>`, `connections`, `journal` or `settings`. A link
 * can open a view and nothing more: anything else in it makes the whole link void.
 */
export function readDeepLink(link: string): Place | null {
  if (link.length > LONGEST) return null;
  const [, view, rest] = /^gatehouse:\/\/([a-z]+)(?:\/([\s\S]*))?$/.exec(link) ?? [];
  if (view === 'session') {
    const [connection = '', session = '', ...more] = (rest ?? '').split('/');
    if (more.length > 0 || !id.test(connection) || !id.test(session)) return null;
    return { tag: 'session', key: sessionKey(connectionId(connection), sessionId(session)) };
  }
  if (rest !== undefined && rest !== '') return null;
  switch (view) {
    case 'inbox':
    case 'sessions':
    case 'connections':
    case 'journal':
    case 'settings':
      return { tag: view };
    default:
      return null;
  }
}
