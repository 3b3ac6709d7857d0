import type { CcrService } from './start.ts';

/**
 * The connection to a service, as settings name it: all that it has, with its own token, unless a test says otherwise.
 *
 * @param more  what is said besides, or instead
 */
export function workConnection({ baseUrl, token }: Pick<CcrService, 'baseUrl' | 'token'>, more: object = {}): object {
  return {
    id: 'work',
    kind: 'ccr',
    name: 'Work',
    baseUrl,
    transport: 'sse',
    credentials: { accessToken: token },
    ...more,
  };
}
