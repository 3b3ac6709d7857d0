/**
 * A piece that was cut out of a text keeps the whole of it in memory for as long as the piece is held.
 *
 * @returns the same text, standing alone
 */
export function ownText(piece: string): string {
  return Buffer.from(piece, 'utf16le').toString('utf16le');
}
