/** Of a kind that we do not know: newer than we are, skipped and counted. */
export interface UnknownKind {
  readonly tag: 'unknown';
  readonly kind: string;
}

export const unknownKind = (kind: string): UnknownKind => ({ tag: 'unknown', kind });
