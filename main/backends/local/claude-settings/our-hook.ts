import * as z from 'zod';
import { CURL_FILE } from './command-hook.ts';
import { TOKEN_HEADER } from './hook-list.ts';
import { valueOf, type TextNode } from './text-tree.ts';

const httpHookSchema = z.looseObject({
  type: z.literal('http'),
  url: z.string(),
  headers: z.record(z.string(), z.unknown()).optional(),
});
const commandHookSchema = z.looseObject({ type: z.literal('command'), command: z.string() });

const OUR_URL = /^http:\/\/127\.0\.0\.1:(\d{1,5})\/hook$/;

/** A hook handler of ours in a settings file. */
export interface OurHook {
  /** Null where somebody took the header out, or it is in another file. */
  readonly token: string | null;
  readonly handler: unknown;
}

/**
 * Tells our hook handlers from everybody else's: by the token header on a loopback address of our form, by such an
 * address with a port that was ours, or by the name of our curl file.
 *
 * @param ports  where our gateway listens or listened
 */
export function ourHook(node: TextNode, ports: ReadonlySet<number>): OurHook | null {
  const handler = valueOf(node);
  const http = httpHookSchema.safeParse(handler);
  if (http.success) {
    const port = OUR_URL.exec(http.data.url)?.[1];
    if (port === undefined) return null;
    const token = http.data.headers?.[TOKEN_HEADER];
    if (typeof token === 'string') return { token, handler };
    return ports.has(Number(port)) ? { token: null, handler } : null;
  }
  const command = commandHookSchema.safeParse(handler);
  return command.success && command.data.command.includes(CURL_FILE) ? { token: null, handler } : null;
}
