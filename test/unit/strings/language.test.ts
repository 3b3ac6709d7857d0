import { expect, test } from 'vitest';
import { figuresIn, spanOf } from '../../../shared/strings/figures.ts';
import { languageOf } from '../../../shared/strings/language.ts';
import { surfaceWordsOf } from '../../../shared/strings/surfaces.ts';
import { speak, words } from '../../../shared/strings/window.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/units.ts';

test.for([
  ['system', ['de-AT', 'en-US'], 'de'],
  ['system', ['en-GB', 'de-DE'], 'en'],
  ['system', ['fr-FR', 'DE', 'en'], 'de'],
  ['system', ['de_CH.UTF-8'], 'de'],
  ['system', ['dev', 'ja'], 'en'],
  ['system', [''], 'en'],
  ['system', [], 'en'],
  ['en', ['de-DE'], 'en'],
  ['de', ['en-US'], 'de'],
] as const)('with the choice %s, a system that wants %s is spoken to in %s', ([choice, system, language]) => {
  expect(languageOf(choice, system)).toBe(language);
});

test('the words of the window follow the language that is spoken', () => {
  const said = () => [words.inbox.region, words.inbox.allow];
  speak('de');
  expect(said()).toEqual(['Eingang', 'Einmal erlauben']);
  speak('en');
  expect(said()).toEqual(['Inbox', 'Allow once']);
});

test('a length of time is told in its largest unit, and German says it in the case that its word for it wants', () => {
  const told = [0, 59 * SECOND_MS, 12 * MINUTE_MS, 47 * HOUR_MS, 3 * DAY_MS].map(spanOf);
  expect(told.map((span) => words.common.ago(span))).toEqual([
    '0 s ago',
    '59 s ago',
    '12 min ago',
    '47 h ago',
    '3 days ago',
  ]);
  speak('de');
  expect(told.map((span) => words.common.ago(span))).toEqual([
    'vor 0 s',
    'vor 59 s',
    'vor 12 min',
    'vor 47 h',
    'vor 3 Tagen',
  ]);
  expect([words.common.span(spanOf(3 * DAY_MS)), words.common.inTime(spanOf(3 * DAY_MS))]).toEqual([
    '3 Tage',
    'in 3 Tagen',
  ]);
  speak('en');
});

test('a time that lies ahead by a mistake of a clock is no time at all', () => {
  expect(spanOf(-5 * MINUTE_MS)).toEqual({ unit: 'second', count: 0 });
});

test('numbers, sums and counted things are written as the language writes them', () => {
  const { number, dollars, plural } = figuresIn('de');
  expect([
    number(12_345),
    dollars(1.5).replace('\u00a0', ' '),
    plural(1, 'Tag', 'Tage'),
    plural(0, 'Tag', 'Tage'),
  ]).toEqual(['12.345', '1,50 $', '1 Tag', '0 Tage']);
  expect([figuresIn('en').number(12_345), figuresIn('en').dollars(1.5)]).toEqual(['12,345', '$1.50']);
});

test('one of a thing is told as one, in both languages', () => {
  const told = (['en', 'de'] as const).map((language) => {
    const { tray, quit } = surfaceWordsOf(language);
    return [tray.tooltip['needs-you'](1, 1), tray.tooltip['needs-you'](3, 2), quit.message(1)];
  });
  expect(told).toEqual([
    [
      'Gatehouse: 1 waiting in 1 session',
      'Gatehouse: 3 waiting in 2 sessions',
      'A session that you started here is still running.',
    ],
    [
      'Gatehouse: 1 Anfrage in 1 Sitzung',
      'Gatehouse: 3 Anfragen in 2 Sitzungen',
      'Eine Sitzung, die Sie hier gestartet haben, läuft noch.',
    ],
  ]);
});
