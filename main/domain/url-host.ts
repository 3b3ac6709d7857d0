import { visibleHost } from '../../shared/visible-host.ts';

/**
 * The host that a browser would go to, cut out of a URL text by the rules of special schemes: any number of slashes or
 * backslashes begins it, the last `@` ends the user name, and tabs and line breaks do not count.
 *
 * @returns `plain` is false where a reader could take another part for the host: a user name, backslashes, escapes,
 *          letters outside ASCII or `xn--` labels, which stand for such letters. The host is empty where the text is no web address.
 */
export function hostOf(url: string): { readonly host: string; readonly plain: boolean } {
  const seen = url.replace(/[\t\n\r]/g, '').replace(/^[\0-\x20]+/, '');
  const scheme = /^(https?|wss?|ftp):/i.exec(seen);
  if (scheme === null) return { host: '', plain: false };
  const authority = /^[/\\]*([^/\\?#]*)/.exec(seen.slice(scheme[0].length))?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  const plain =
    /^(https?|wss?|ftp):\/\/[A-Za-z0-9.-]+(:\d{1,5})?([/?#]|$)/i.test(url) &&
    host === authority.replace(/:\d*$/, '') &&
    !/(^|\.)xn--/i.test(host);
  return { host: visibleHost(host), plain };
}
