const MASK = '***';

/** A name that says that its value is nobody's business. */
const SECRET_NAME =
  '[\\w.-]{0,64}(?:token|secret|password|passwd|passphrase|pwd|api[_-]?key|access[_-]?key|private[_-]?key|signing[_-]?key|credential|signature|cookie)[\\w-]{0,32}';

const VALUE = `(?:"[^"]*"?|'[^']*'?|[^\\s"'&;,|<>)}\\]]+)`;

const RULES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g, MASK],
  // Header, with or without quotes around it; the scheme may stay.
  [/\b(authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:(?:bearer|basic|token|digest)\s+)?)[^\s"',;]+/gi, `$1${MASK}`],
  [/\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi, `$1${MASK}`],
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@"']+@/gi, `$1${MASK}@`],
  [new RegExp(`((?:^|[^\\w.-])(?:--?)?["']?${SECRET_NAME}["']?\\s{0,4}(?:=|:)\\s{0,4})${VALUE}`, 'gi'), `$1${MASK}`],
  [new RegExp(`((?:^|\\s)--?${SECRET_NAME}\\s{1,4})(?!-)${VALUE}`, 'gi'), `$1${MASK}`],
  // Tokens that say by their own form what they are.
  [/\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}/g, MASK],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|npm_|pypi-|xox[abeoprs]-|hf_|dop_v1_)[A-Za-z0-9_-]{10,}/g, MASK],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, MASK],
  [/\bAIza[A-Za-z0-9_-]{30,}/g, MASK],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g, MASK],
];

/** Replaces what looks like a credential, and keeps the rest readable. Errs on the side of masking. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const [pattern, replacement] of RULES) masked = masked.replace(pattern, replacement);
  return masked;
}
