import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Answers one request of the page: a file of the built page with a known ending, or nothing. */
export async function readPage(rendererDir: string, requestUrl: string): Promise<Response> {
  const path = pagePath(rendererDir, requestUrl);
  if (path === null) return new Response(null, { status: 404 });
  const type = CONTENT_TYPES[extname(path)];
  const content = type === undefined ? null : await readFile(path).catch(() => null);
  if (type === undefined || content === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** @returns the file behind a URL, or null for anything outside the folder, hidden, or of another host */
export function pagePath(rendererDir: string, requestUrl: string): string | null {
  let name: string;
  try {
    const url = new URL(requestUrl);
    if (url.protocol !== 'app:' || url.host !== 'ui') return null;
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (name === '/') name = '/index.html';
  if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(name)) return null;
  const path = normalize(join(rendererDir, name));
  return path.startsWith(rendererDir + sep) ? path : null;
}
