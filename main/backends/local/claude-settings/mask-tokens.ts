import { TOKEN_HEADER } from './hook-list.ts';

const TOKEN = new RegExp(`("${TOKEN_HEADER}"\\s*:\\s*")[^"]*`, 'gi');

/** A settings text as it may be shown. */
export function maskTokens(text: string): string {
  return text.replaceAll(TOKEN, '$1••••');
}
