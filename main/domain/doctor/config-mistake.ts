import {
  ccrConnectionSchema,
  happyConnectionSchema,
  localConnectionSchema,
  settingsSchema,
  notificationSettingsSchema,
  updateSettingsSchema,
} from '../../../shared/model/settings.ts';

/** Names that stand in every configuration. Any other was made up by whoever wrote the file, and may be anything. */
const KNOWN_NAMES: ReadonlySet<string> = new Set([
  'version',
  ...[
    settingsSchema,
    notificationSettingsSchema,
    updateSettingsSchema,
    ccrConnectionSchema,
    happyConnectionSchema,
    localConnectionSchema,
  ].flatMap(({ shape }) => Object.keys(shape)),
]);

/** The last place in the text is ours: the path of the file, which may look like one, comes first. */
const PLACE = /^[^]*: ((?:line \d+, column \d+)|(?:[^\s:[\].]+(?:\[\d+\]|\.[^\s:[\].]+)*)|the file): ([^]*)$/;
/**
 * Place and expectation of a mistake, without anything that the author of the file chose.
 *
 * @param detail  `PATH: PLACE: expected ...`, as storage tells it
 */
export function configMistake(detail: string): { readonly place: string; readonly expected: string } {
  const [, place = '', rest = ''] = PLACE.exec(detail) ?? [];
  if (place === '' || place === 'the file' || place.startsWith('line '))
    return { place: place === '' ? '?' : place, expected: expectationOf(detail) };
  const names = place.split(/\[\d+\]|\./).filter((name) => name !== '');
  const unknownAt = names.findIndex((name) => !KNOWN_NAMES.has(name));
  const isKnown = unknownAt === -1;
  return {
    place: isKnown ? place : knownPart(place, names.slice(0, unknownAt)),
    expected: isKnown && !rest.startsWith('not known here') ? expectationOf(detail) : 'holds a key that is not known',
  };
}

/** What our own code says at the end of the text; the path of the file stands before it. */
export function expectationOf(detail: string): string {
  const code = /\((E[A-Z]+)\)$/.exec(detail)?.[1];
  if (code !== undefined) return `cannot be read (${code})`;
  const at = detail.lastIndexOf('expected ');
  return at === -1 ? 'something else' : detail.slice(at, at + 200);
}

function knownPart(place: string, names: readonly string[]): string {
  const last = names.at(-1);
  return last === undefined ? 'the file' : place.slice(0, place.indexOf(last) + last.length);
}
