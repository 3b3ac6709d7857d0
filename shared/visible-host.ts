import { lettersOfHost } from './punycode.ts';
import { flattenVisible, makeVisible } from './visible-text.ts';

/** A host in plain sight: as it is on the wire and, where `xn--` labels hide letters, as those letters too. */
export function visibleHost(host: string): string {
  const flat = (text: string) => flattenVisible(makeVisible(text));
  const letters = lettersOfHost(host);
  return letters === null ? flat(host) : `${flat(host)} (${flat(letters)})`;
}
