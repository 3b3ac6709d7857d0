import { err, ok, type Result } from '../../../../shared/result.ts';

/**
 * Reads base64 exactly as an encoder of the standard alphabet writes it: padded, no white space, no spare bits. Cut or
 * URL-safe text is refused, which `Buffer.from` would read silently as something else.
 */
export function readBase64(text: string): Result<Buffer, { readonly code: 'not-base64' }> {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? ok(bytes) : err({ code: 'not-base64' });
}

export function writeBase64(...parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts).toString('base64');
}
