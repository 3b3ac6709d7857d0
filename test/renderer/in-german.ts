import { windowWords as german } from '../../shared/strings/de/window.ts';
import { windowWords as english } from '../../shared/strings/en/window.ts';

/** Finds what is pressed in a German window by its English name. One English word may be several in German. */
export function inGerman(name: string | RegExp): RegExp {
  if (typeof name === 'string')
    return anyOf(
      germanOf((english) => english === name),
      '$',
    );
  return anyOf(
    germanOf((english) => name.test(english)),
    '',
  );
}

function germanOf(isMeant: (english: string) => boolean): readonly string[] {
  const found = [...germanByEnglish].filter(([said]) => isMeant(said)).flatMap(([, texts]) => [...texts]);
  if (found.length === 0) throw new Error('nothing in English is called so');
  return found;
}

function anyOf(texts: readonly string[], end: '$' | ''): RegExp {
  return new RegExp(
    `^(${texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')})${end}`,
  );
}

const germanByEnglish = new Map<string, Set<string>>();
function learn(one: unknown, other: unknown): void {
  if (typeof one === 'string' && typeof other === 'string') {
    germanByEnglish.set(one, (germanByEnglish.get(one) ?? new Set()).add(other));
  } else if (isTable(one) && isTable(other)) {
    for (const key of Object.keys(one)) learn(one[key], other[key]);
  }
}
function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
learn(english, german);
