import * as z from 'zod';
import { ok, type Result } from '../../../../shared/result.ts';
import type { SendRequest } from '../../../net/http-json.ts';
import type { AccountKeys } from '../crypto/account-keys.ts';
import { writeBase64 } from '../crypto/base64.ts';
import type { RandomBytes } from '../crypto/random-bytes.ts';
import { callServer, type ServerFault } from './server-call.ts';

const CHALLENGE_BYTES = 32;

// It goes into a header, so it is one: no spaces, no line ends.
const authAnswer = z.object({ token: z.string().regex(/^[\x21-\x7e]{1,8192}$/) });

/** The bearer token of one account on one server. It lives in memory, and only there. */
export interface AccessToken {
  /**
   * The token to use now: fetched at the first call and then kept. Concurrent callers share one fetch; a fetch that failed
   * is tried again by the next caller.
   *
   * @param refused  the token that the server just refused: unless it was replaced meanwhile, another one is fetched
   */
  get(refused?: string): Promise<Result<string, ServerFault>>;
}

/** Note that a server makes an account of a key that it does not know. */
export function createAccessToken(tools: {
  readonly serverUrl: string;
  readonly keys: Pick<AccountKeys, 'signing'>;
  readonly request: SendRequest;
  readonly randomBytes: RandomBytes;
}): AccessToken {
  let known: string | null = null;
  let fetching: Promise<Result<string, ServerFault>> | null = null;

  async function fetch(): Promise<Result<string, ServerFault>> {
    const answer = await signIn(tools);
    if (!answer.ok) return answer;
    known = answer.value.token;
    return ok(known);
  }

  return {
    async get(refused) {
      if (known !== null && known !== refused) return ok(known);
      fetching ??= fetch().finally(() => (fetching = null));
      return fetching;
    },
  };
}

/** The server keeps no challenge: the client signs one of its own. */
function signIn({ serverUrl, keys: { signing }, request, randomBytes }: Parameters<typeof createAccessToken>[0]) {
  const challenge = randomBytes(CHALLENGE_BYTES);
  const body = {
    publicKey: writeBase64(signing.publicKey),
    challenge: writeBase64(challenge),
    signature: writeBase64(signing.sign(challenge)),
  };
  return callServer(request, { serverUrl, method: 'POST', path: '/v1/auth', body }, authAnswer);
}
