import * as z from 'zod';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../shared/units.ts';
import type { SendRequest } from '../../../net/http-json.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AccountError, LinkError } from '../../../ports/happy-accounts.ts';
import { readBase64, writeBase64 } from '../crypto/base64.ts';
import { openBoxBundle } from '../crypto/box-bundle.ts';
import { boxKeyPair, type BoxKeyPair } from '../crypto/box-key-pair.ts';
import { KEY_BYTES } from '../crypto/key-tree.ts';
import type { RandomBytes } from '../crypto/random-bytes.ts';
import { accountError, isPassing } from './account-error.ts';
import { callServer, type ServerFault } from './server-call.ts';

const LINK_WITHIN_MS = 2 * MINUTE_MS;
const ASK_EVERY_MS = SECOND_MS;

// The answer also holds a token. Anybody who saw the code could have it, so it proves nothing and is not read.
const linkAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('requested') }),
  z.object({ state: z.literal('authorized'), response: z.string().max(1_024) }),
]);
type LinkAnswer = z.infer<typeof linkAnswer>;

/** A link to an account that another device is to approve. */
export interface DeviceLink {
  /** For the QR code: the ephemeral public key, good for this one link. */
  readonly uri: string;
  readonly expiresAtMs: number;
  /** Waits for the approval and gives the account's secret. Good once: the second time it is over. */
  wait(): Promise<Result<Buffer, AccountError | LinkError>>;
  cancel(): void;
}

interface LinkTools {
  readonly serverUrl: string;
  readonly request: SendRequest;
  readonly randomBytes: RandomBytes;
  readonly clock: Clock;
}

/** Tells the server of a fresh key pair and offers it for approval. */
export async function beginDeviceLink(tools: LinkTools): Promise<Result<DeviceLink, AccountError>> {
  const { clock } = tools;
  const pair = boxKeyPair(tools.randomBytes(KEY_BYTES));
  const startMs = clock.monotonicMs();
  const expiresAtMs = clock.nowMs() + LINK_WITHIN_MS;
  const asked = await ask(tools, pair);
  if (!asked.ok) return err(accountError(asked.error));

  const ending = new AbortController();
  let isUsed = false;
  return ok({
    uri: `happy:///account?${Buffer.from(pair.publicKey).toString('base64url')}`,
    expiresAtMs,
    wait() {
      if (isUsed) return Promise.resolve(err({ code: 'cancelled' }));
      isUsed = true;
      return waitForApproval(tools, pair, startMs + LINK_WITHIN_MS, ending);
    },
    cancel: () => ending.abort(),
  });
}

async function waitForApproval(
  tools: LinkTools,
  pair: BoxKeyPair,
  untilMs: number,
  ending: AbortController,
): Promise<Result<Buffer, AccountError | LinkError>> {
  const { clock } = tools;
  let hasExpired = false;
  const cancelExpiry = clock.schedule(Math.max(0, untilMs - clock.monotonicMs()), () => {
    hasExpired = true;
    ending.abort();
  });
  try {
    for (let pauseMs = ASK_EVERY_MS; ;) {
      await pause(clock, pauseMs, ending.signal);
      // Even a last answer that says yes comes too late: whoever cancelled does not expect an account any more.
      const asked = ending.signal.aborted ? null : await ask(tools, pair, ending.signal);
      if (asked === null || ending.signal.aborted) return err({ code: hasExpired ? 'expired' : 'cancelled' });
      if (!asked.ok && !isPassing(asked.error)) return err(accountError(asked.error));
      if (asked.ok && asked.value.state === 'authorized') return openApproval(pair, asked.value.response);
      const wantedMs = !asked.ok && asked.error.tag === 'status' ? (asked.error.retryAfterMs ?? 0) : 0;
      pauseMs = Math.max(ASK_EVERY_MS, wantedMs);
    }
  } finally {
    cancelExpiry();
  }
}

function openApproval(pair: BoxKeyPair, response: string): Result<Buffer, LinkError> {
  const bundle = readBase64(response);
  const secret = bundle.ok ? openBoxBundle(pair, bundle.value) : bundle;
  return secret.ok && secret.value.length === KEY_BYTES ? secret : err({ code: 'not-readable' });
}

function ask(tools: LinkTools, pair: BoxKeyPair, signal?: AbortSignal): Promise<Result<LinkAnswer, ServerFault>> {
  const body = { publicKey: writeBase64(pair.publicKey) };
  const call = { serverUrl: tools.serverUrl, method: 'POST', path: '/v1/auth/account/request', body } as const;
  return callServer(tools.request, { ...call, ...(signal !== undefined && { signal }) }, linkAnswer);
}

/** Until the next time to ask, or until it is over. */
function pause(clock: Clock, pauseMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = clock.schedule(pauseMs, () => {
      signal.removeEventListener('abort', wake);
      resolve();
    });
    const wake = () => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', wake, { once: true });
  });
}
