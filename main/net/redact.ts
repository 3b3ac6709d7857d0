const SECRETS: readonly (readonly [RegExp, string])[] = [
  // user:password@ in a URL
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]*@/gi, '$1***@'],
  [/\b(authorization|proxy-authorization|cookie|set-cookie)(["']?\s*[:=]\s*["']?)[^\r\n"']*/gi, '$1$2***'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/\bsk-[\w-]{8,}/g, 'sk-***'],
  [/\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g, '***'],
  [
    /((?:access|refresh|id|api|auth|session)?[_-]?(?:token|secret|password|passwd|api[_-]?key|apikey))(["']?\s*[:=]\s*["']?)[^\s"'&,;}]+/gi,
    '$1$2***',
  ],
];

/** Makes a text from outside fit for a log line: secrets masked, control characters shown as `?`, length cut. */
export function redact(text: string, maxLength = 200): string {
  // Cut generously first: the patterns must not run over megabytes. Masking before the last cut keeps half tokens out.
  let safe = text.slice(0, maxLength * 4 + 4096);
  for (const [pattern, mask] of SECRETS) safe = safe.replace(pattern, mask);
  safe = safe.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
  return safe.length > maxLength ? `${safe.slice(0, maxLength)}…` : safe;
}
