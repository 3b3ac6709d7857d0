import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  flattenVisible,
  hidesSomething,
  makeVisible,
  shortLine,
  type VisibleText,
} from '../../../shared/visible-text.ts';

const flat = (text: string) => flattenVisible(makeVisible(text));
const runsOf = (text: string) => makeVisible(text);

/** Undoes flattenVisible; exists only here, to prove that nothing is lost. */
function unflatten(line: string): string {
  return line.replace(/⟨([^⟩]*)⟩|⏎|⇥/g, (whole, label: string | undefined) => {
    if (label === undefined) return whole === '⏎' ? '\n' : '\t';
    return label
      .split(' ')
      .map((item) => {
        const [sign, count = '1'] = item.split('×');
        const char = sign === '␣' ? ' ' : sign === '⇥' ? '\t' : sign === '⏎' ? '\n' : fromLabel(sign ?? '');
        return char.repeat(Number(count));
      })
      .join('');
  });
}
function fromLabel(label: string): string {
  return String.fromCodePoint(Number.parseInt(label.slice(2), 16));
}

const nasty = fc.constantFrom(
  ...' \t\n⟨⟩⏎⇥␣×…U+20aАа0рs\u202e\u200b\u00a0\ufeff\ud800\udc00\u0301\u001b\r',
  '😀',
  '\u{e0041}',
  '\u{1d41a}',
  '    ',
  '⟨U+202E⟩',
  '␣×4',
  '\n\n\n\n',
);
const nastyText = fc.array(nasty, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('ordinary text stays one readable run', () => {
  test.each([
    'ls -la "/home/user/My Files" && echo done',
    'function f() {\n    if (x) {\n\t\treturn 1;\n    }\n}\n',
    'Привет, мир',
    'καλημέρα κόσμε',
    '用Bash运行脚本，然后退出',
    'שלום עולם',
    'naïve café Straße œuvre İstanbul',
    'de\u0301ja\u0300 vu',
    'x² + y³ = 5 µs, 10 €, ☂, ✔, 😀',
    'bash-скрипт',
    'a\n\nb\n\n\nc',
    `deep:\n${' '.repeat(40)}line`,
    'x'.repeat(5000),
  ])('%j', (text) => {
    expect(runsOf(text)).toEqual([{ tag: 'text', text }]);
  });

  test('an empty text has no runs', () => expect(runsOf('')).toEqual([]));
});

describe('what prints as nothing or moves its surroundings is marked', () => {
  test.each([
    ['an ANSI escape', 'a\u001b[2Kb', 'a⟨U+001B⟩[2Kb'],
    ['a carriage return', 'safe\revil', 'safe⟨U+000D⟩evil'],
    ['NUL and DEL', '\0\x7f', '⟨U+0000 U+007F⟩'],
    ['C1 controls', '\u009b31m', '⟨U+009B⟩31m'],
    ['bidi override', 'txt.\u202eexe', 'txt.⟨U+202E⟩exe'],
    ['isolates', '\u2066a\u2069', '⟨U+2066⟩a⟨U+2069⟩'],
    ['zero width', 'a\u200b\u200b\u200d\ufeffb', 'a⟨U+200B×2 U+200D U+FEFF⟩b'],
    ['soft hyphen', 'a\u00adb', 'a⟨U+00AD⟩b'],
    ['tag characters', 'a\u{e0061}\u{e007f}', 'a⟨U+E0061 U+E007F⟩'],
    ['variation selectors', 'a\ufe0f\u{e0100}', 'a⟨U+FE0F U+E0100⟩'],
    ['spaces that are not the space', 'a\u00a0b\u2003c\u3000d\u1680e', 'a⟨U+00A0⟩b⟨U+2003⟩c⟨U+3000⟩d⟨U+1680⟩e'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a⟨U+2028⟩b⟨U+2029⟩'],
    ['fillers', '\u3164\u115f\u1160\uffa0\u2800', '⟨U+3164 U+115F U+1160 U+FFA0 U+2800⟩'],
    ['lone surrogates', '\ud800x\udc00', '⟨U+D800⟩x⟨U+DC00⟩'],
    ['private use and holes', '\ue000\u{f0000}\u0378\uffff', '⟨U+E000 U+F0000 U+0378 U+FFFF⟩'],
    ['marks beyond four', `a${'\u0301'.repeat(7)}b`, `a${'\u0301'.repeat(4)}⟨U+0301×3⟩b`],
    ['a mark with nothing to sit on', ' \u0338x', ' ⟨U+0338⟩x'],
  ])('%s', (_what, text, line) => {
    expect(flat(text)).toBe(line);
    expect(hidesSomething(makeVisible(text))).toBe(true);
  });
});

describe('letters that imitate Latin are marked', () => {
  test.each([
    ['Cyrillic in a Latin word', 'p\u0430yp\u0430l', 'p⟨U+0430⟩yp⟨U+0430⟩l'],
    ['Greek in a Latin word', 'g\u03bf\u03bfgle', 'g⟨U+03BF×2⟩gle'],
    ['Armenian and Cherokee', 'l\u0585g \u13a0BC', 'l⟨U+0585⟩g ⟨U+13A0⟩BC'],
    [
      'a whole word of twins in an address',
      'https://\u0430\u0440\u0440\u04cf\u0435.com/',
      'https://⟨U+0430 U+0440×2 U+04CF U+0435⟩.com/',
    ],
    ['a whole word of twins as an argument', 'rm \u0441\u043e\u0440\u0443', 'rm ⟨U+0441 U+043E U+0440 U+0443⟩'],
    ['full width', '\uff52\uff4d -rf', '⟨U+FF52 U+FF4D⟩ -rf'],
    ['mathematical letters', '\u{1d42b}\u{1d426}', '⟨U+1D42B U+1D426⟩'],
    ['Roman numerals and ligatures', 'app\u217ce con\ufb01g', 'app⟨U+217C⟩e con⟨U+FB01⟩g'],
    ['slashes and dots', 'a\u2215b\u2044c\u2024d', 'a⟨U+2215⟩b⟨U+2044⟩c⟨U+2024⟩d'],
    ['the Greek question mark', 'a\u037eb', 'a⟨U+037E⟩b'],
    ['phonetic letters', '\u0261it', '⟨U+0261⟩it'],
  ])('%s', (_what, text, line) => expect(flat(text)).toBe(line));

  test('a marked run keeps what it looks like', () => {
    expect(runsOf('p\u0430\u0440x')).toEqual([
      { tag: 'text', text: 'p' },
      { tag: 'confusable', text: '\u0430\u0440', label: 'U+0430 U+0440' },
      { tag: 'text', text: 'x' },
    ]);
  });
});

describe('gaps are counted', () => {
  test.each([
    ['spaces inside a line', `ls${' '.repeat(212)}; rm -rf ~`, 'ls⟨␣×212⟩; rm -rf ~'],
    ['spaces before a single line', '    rm', '⟨␣×4⟩rm'],
    ['more than forty columns of indentation', `a\n${' '.repeat(41)}b`, 'a⟨⏎×1⟩⟨␣×41⟩b'],
    ['six tabs of indentation', 'a\n\t\t\t\t\t\tb', 'a⟨⏎×1⟩⟨⇥×6⟩b'],
    ['tabs inside a line', 'a\t\tb', 'a⟨⇥×2⟩b'],
    ['spaces and tabs in turn', 'a \t b', 'a⟨␣×1⟩⟨⇥×1⟩⟨␣×1⟩b'],
    ['three blank lines', 'a\n\n\n\nb', 'a⟨⏎×4⟩b'],
    ['blank lines at the start', '\n\n\nb', '⟨⏎×3⟩b'],
    ['blank lines that hold spaces', 'a\n \n \n \nb', 'a⟨⏎×1⟩⟨␣×1⟩⟨⏎×1⟩⟨␣×1⟩⟨⏎×1⟩⟨␣×1⟩⟨⏎×1⟩b'],
    ['spaces at the end of a line', 'a     \nb', 'a⟨␣×5⟩⟨⏎×1⟩b'],
  ])('%s', (_what, text, line) => expect(flat(text)).toBe(line));

  test('three spaces and one tab are not a gap', () => expect(flat('a   b\tc')).toBe('a   b⇥c'));
});

describe('one line for plain places', () => {
  test('breaks and tabs get signs, and the signs themselves are escaped', () => {
    expect(flat('a\nb\tc')).toBe('a⏎b⇥c');
    expect(flat('⟨U+202E⟩⏎')).toBe('⟨U+27E8⟩U+202E⟨U+27E9⟩⟨U+23CE⟩');
  });

  test('every text can be read back from its line, so no two texts share one', () => {
    fc.assert(
      fc.property(
        fc.oneof(nastyText, fc.string({ unit: 'binary', maxLength: 60 })),
        (text) => unflatten(flat(text)) === text,
      ),
      { numRuns: 3000 },
    );
  });

  test('no control, break or invisible character is ever left in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        (text) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(flat(text)),
      ),
      { numRuns: 2000 },
    );
  });

  test('a cut line says how much is missing and never ends inside a marker', () => {
    expect(shortLine('short', 20)).toBe('short');
    expect(shortLine('x'.repeat(1000), 30)).toBe(`${'x'.repeat(17)}… +983 chars`);
    const line = flat(`aaaa\u202e${'b'.repeat(100)}`);
    for (let max = 14; max < 60; max++) {
      const cut = shortLine(line, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut).toMatch(/^(a{0,4}|aaaa⟨U\+202E⟩b*)… \+\d+ chars$/);
    }
    expect(shortLine('😀'.repeat(50), 31)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});

describe('long texts', () => {
  const LENGTH = 300_000;
  const samples: readonly [string, string][] = [
    ['ASCII', 'const a = 1; // text\n'.repeat(LENGTH / 21)],
    ['zero width', '\u200b'.repeat(LENGTH)],
    ['spaces', ' '.repeat(LENGTH)],
    ['blank lines with spaces', ' \n'.repeat(LENGTH / 2)],
    ['one Cyrillic word', '\u0430'.repeat(LENGTH)],
    ['one mixed word', 'a\u0430'.repeat(LENGTH / 2)],
    ['one token of many words', 'a.\u0430.'.repeat(LENGTH / 4)],
    ['combining marks', `a${'\u0301'.repeat(LENGTH)}`],
    ['emoji', '😀'.repeat(LENGTH / 2)],
  ];

  test.each(samples)('a long text of %s read back whole', (_what, text) => {
    const runs = makeVisible(text);
    expect(unflatten(flattenVisible(runs)) === text).toBe(true);
  });

  test('neighbours of one kind are one run', () => {
    const count = (text: string): number => (makeVisible(text) satisfies VisibleText).length;
    expect(count('\u200b\ufeff'.repeat(1000))).toBe(1);
    expect(count('\u0430\u0440'.repeat(1000) + 'a')).toBe(2);
    expect(count(`${'x'.repeat(1000)}\n`.repeat(100))).toBe(1);
  });
});
