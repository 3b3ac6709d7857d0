import type { ConnectionTest } from '../../../shared/model/connection-test.ts';
import type { HappySettings } from '../../../shared/model/settings.ts';
import type { LinkKit } from '../../net/link-kit.ts';
import type { CredentialSource } from '../../ports/credentials.ts';
import { systemRandomBytes } from './crypto/random-bytes.ts';
import { faultCause, Rest, type RestFault } from './server/rest.ts';
import { readSessionList } from './server/session-list.ts';
import { SignIn } from './server/sign-in.ts';

/** Signs in once and counts the account's sessions; keeps nothing. */
export async function testHappyConnection(
  settings: HappySettings,
  credentials: CredentialSource,
  kit: LinkKit,
): Promise<ConnectionTest> {
  const { serverUrl } = settings;
  const { request } = kit;
  const onChange = () => undefined;
  const signIn = new SignIn({ serverUrl, credentials, request, randomBytes: systemRandomBytes, onChange });
  const list = await readSessionList(new Rest({ serverUrl, request, signIn }));
  if (list.ok) return { reached: true, sessions: list.value.rows.length, problem: null, status: 200 };
  return problemOf(list.error, signIn);
}

function problemOf(fault: RestFault, signIn: SignIn): ConnectionTest {
  const none = { sessions: null };
  if (fault.tag === 'sign-in') {
    const wasRefused = signIn.needed === 'refused';
    return wasRefused
      ? { ...none, reached: true, problem: 'unauthorized', status: 401 }
      : { ...none, reached: false, problem: 'no-token', status: null };
  }
  const { code, status = null } = faultCause(fault);
  if (fault.tag === 'no-answer' && status === null && code !== 'protocol') {
    return { ...none, reached: false, problem: code === 'tls' ? 'tls' : 'unreachable', status };
  }
  const problem =
    code === 'forbidden'
      ? 'forbidden'
      : code === 'rate-limited'
        ? 'rate-limited'
        : code === 'server-error'
          ? 'unreachable'
          : 'not-a-happy-server';
  return { ...none, reached: true, problem, status };
}
