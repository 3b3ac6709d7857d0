/** Session ids one a line, or apart by commas. None = the member is left out: all sessions. */
export function readSessionIds(text: string): { readonly sessions?: readonly string[] } {
  const sessions = text.split(/[\s,]+/).filter((each) => each !== '');
  return sessions.length === 0 ? {} : { sessions };
}
