import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { decodeUtf8, isRecord, readJson } from '../../../claude/frame.ts';
import type { Clock } from '../../../ports/clock.ts';

export interface HookBody {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Reads the body of one request, up to a size and within a time. Resolves with `gone` when the sender hung up.
 *
 * @param limits  `bodyMs` counts from now to the last byte
 */
export async function readBody(
  request: IncomingMessage,
  clock: Clock,
  limits: { readonly maxBodyBytes: number; readonly bodyMs: number },
): Promise<Result<HookBody, { readonly code: 'gone' | 'too-large' | 'too-slow' | 'not-json' }>> {
  const bytes = await collect(request, clock, limits);
  if (!bytes.ok) return bytes;
  const text = decodeUtf8(bytes.value);
  const read = text === null ? null : readJson(text);
  if (text === null || !read?.ok || !isRecord(read.value)) return err({ code: 'not-json' });
  return ok({ text, value: read.value });
}

type Collected = Result<Buffer, { readonly code: 'gone' | 'too-large' | 'too-slow' }>;

function collect(
  request: IncomingMessage,
  clock: Clock,
  limits: { readonly maxBodyBytes: number; readonly bodyMs: number },
): Promise<Collected> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (result: Collected) => {
      cancelTimer();
      request.pause();
      request.removeAllListeners('data');
      resolve(result);
    };
    const cancelTimer = clock.schedule(limits.bodyMs, () => finish(err({ code: 'too-slow' })));
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limits.maxBodyBytes) finish(err({ code: 'too-large' }));
      else chunks.push(chunk);
    });
    request.once('end', () => finish(ok(Buffer.concat(chunks))));
    request.once('error', () => finish(err({ code: 'gone' })));
    request.once('close', () => finish(err({ code: 'gone' })));
  });
}
