import type { CcrSettings } from '../../../shared/model/settings.ts';
import type { ConnectionTest } from '../../../shared/model/connection-test.ts';
import type { LinkKit } from '../../net/link-kit.ts';
import type { CredentialSource } from '../../ports/credentials.ts';
import { isMissingRoute } from './errors.ts';
import type { HistoryError } from './history.ts';
import { readList } from './list.ts';
import { Rest } from './rest.ts';
import { SignIn } from './sign-in.ts';

/** Reaches the service once and counts its sessions; keeps nothing. */
export async function testConnection(
  settings: CcrSettings,
  credentials: CredentialSource,
  kit: LinkKit,
): Promise<ConnectionTest> {
  const signIn = new SignIn(credentials, () => undefined);
  const rest = new Rest({
    baseUrl: settings.baseUrl,
    organizationUuid: settings.organizationUuid,
    request: kit.request,
    signIn,
  });
  const first = settings.transport === 'websocket' ? 'v1' : 'v2';
  const newer = await readList(rest, first);
  const isOlder =
    !newer.ok && newer.error.tag === 'status' && isMissingRoute(newer.error.status) && settings.transport === 'auto';
  const list = isOlder ? await readList(rest, 'v1') : newer;
  if (list.ok) return { reached: true, sessions: list.value.rows.length, problem: null, status: 200 };
  return problemOf(list.error, signIn);
}

function problemOf(error: HistoryError, signIn: SignIn): ConnectionTest {
  switch (error.tag) {
    case 'sign-in': {
      const wasRefused = signIn.needed === 'refused';
      const problem = wasRefused ? 'unauthorized' : 'no-token';
      return { reached: wasRefused, sessions: null, problem, status: wasRefused ? 401 : null };
    }
    case 'no-answer': {
      if (error.cause.code === 'protocol')
        return { reached: true, sessions: null, problem: 'not-a-ccr-service', status: error.cause.status ?? null };
      return {
        reached: false,
        sessions: null,
        problem: error.cause.code === 'tls' ? 'tls' : 'unreachable',
        status: null,
      };
    }
    case 'status': {
      const { status } = error;
      const problem =
        status === 401
          ? 'unauthorized'
          : status === 403
            ? 'forbidden'
            : status === 429
              ? 'rate-limited'
              : status >= 500
                ? 'unreachable'
                : 'not-a-ccr-service';
      return { reached: true, sessions: null, problem, status };
    }
  }
}
