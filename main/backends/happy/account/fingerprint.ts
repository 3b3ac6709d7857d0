/** An account's anonymous id as people compare it: groups of four. */
export function fingerprint(anonymousId: string): string {
  return anonymousId.replace(/(?<=.)(?=(?:.{4})+$)/g, ' ');
}
