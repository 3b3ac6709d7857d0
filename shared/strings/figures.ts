import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../units.ts';
import type { Language } from './language.ts';

/** Numbers and times as a language writes them. */
export interface Figures {
  /** `12,345` or `12.345` */
  number(value: number): string;
  /** The number with the word that fits it: `1 session`, `2 sessions`. Both languages tell one from other, no more. */
  plural(count: number, one: string, other: string): string;
  dollars(usd: number): string;
  dayAndTime(atMs: number): string;
  exactTime(atMs: number): string;
}

/** What the system knows of a language takes milliseconds to load: each part of it is asked for at its first use. */
export function figuresIn(language: Language): Figures {
  const locale = atFirstUse(() => localeFor(language));
  const numbers = atFirstUse(() => new Intl.NumberFormat(locale()));
  const dollars = atFirstUse(
    () => new Intl.NumberFormat(locale(), { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' }),
  );
  const kinds = atFirstUse(() => new Intl.PluralRules(language));
  const dayAndTime = atFirstUse(() => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }));
  const exactTime = atFirstUse(() => new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'medium' }));
  const number = (value: number) => numbers().format(value);
  return {
    number,
    plural: (count, one, other) => `${number(count)} ${kinds().select(count) === 'one' ? one : other}`,
    dollars: (usd) => dollars().format(usd),
    dayAndTime: (atMs) => dayAndTime().format(atMs),
    exactTime: (atMs) => exactTime().format(atMs),
  };
}

function atFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Whoever reads German in Austria, or English in Britain, keeps the dates of the own country. */
function localeFor(language: Language): string {
  const own = new Intl.DateTimeFormat().resolvedOptions().locale;
  return own.split('-')[0] === language ? own : language;
}

/** A length of time in its largest whole unit. */
export interface Span {
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  readonly count: number;
}

export function spanOf(lengthMs: number): Span {
  const length = Math.max(0, lengthMs);
  if (length < MINUTE_MS) return { unit: 'second', count: Math.floor(length / SECOND_MS) };
  if (length < HOUR_MS) return { unit: 'minute', count: Math.floor(length / MINUTE_MS) };
  if (length < 2 * DAY_MS) return { unit: 'hour', count: Math.floor(length / HOUR_MS) };
  return { unit: 'day', count: Math.floor(length / DAY_MS) };
}
