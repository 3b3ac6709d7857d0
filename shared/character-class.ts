/**
 * What one character may do to a reader. Answers are kept per plane, so that a long text costs one array read each.
 */
const PLAIN = 1;
/** A Latin letter: what look-alikes pretend to be. */
export const LATIN = 2;
/** Prints as nothing, or moves what stands around it. */
export const HIDDEN = 3;
/** Sits on the character before it. */
export const COMBINING = 4;
/** A letter or digit of a script that has look-alikes of Latin: suspicious only beside Latin. */
export const FOREIGN = 5;
/** Like FOREIGN, and drawn like an ASCII letter, so that a whole word of it deceives. */
export const TWIN = 6;
/** Imitates an ASCII character wherever it stands. */
export const IMITATION = 7;
/** A letter or digit of a script that is written without spaces beside Latin, or that nobody takes for it. */
const LETTER = 8;

const PLANE_SIZE = 0x10000;
const planes: (Uint8Array | undefined)[] = [];

export function characterClass(codePoint: number): number {
  // Above U+3FFFF there are only tags, variation selectors, private use and holes.
  if (codePoint > 0x3ffff) return HIDDEN;
  const planeIndex = codePoint >> 16;
  let plane = planes[planeIndex];
  if (plane === undefined) planes[planeIndex] = plane = new Uint8Array(PLANE_SIZE);
  const known = plane[codePoint & 0xffff];
  if (known !== undefined && known !== 0) return known;
  return (plane[codePoint & 0xffff] = judge(codePoint));
}

/** True for what may stand inside a word. */
export function isWordClass(code: number): boolean {
  return code === LATIN || code === FOREIGN || code === TWIN || code === COMBINING || code === LETTER;
}

function judge(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  if (codePoint < 0x80) {
    if (codePoint < 0x20 || codePoint === 0x7f) return HIDDEN;
    return /[A-Za-z]/.test(char) ? LATIN : /[0-9_]/.test(char) ? LETTER : PLAIN;
  }
  if (NOTHING_TO_SEE.test(char)) return HIDDEN;
  if (/\p{M}/u.test(char)) return COMBINING;
  if (imitatesAscii(codePoint, char)) return IMITATION;
  if (!/[\p{L}\p{Nd}\p{Nl}]/u.test(char)) return PLAIN;
  if (TWINS.has(char) || /\p{Script=Cherokee}|\p{Script=Lisu}/u.test(char)) return TWIN;
  if (isPhonetic(codePoint) || /\p{Nd}/u.test(char)) return FOREIGN;
  if (/\p{Script=Latin}/u.test(char)) return LATIN;
  return NOT_TAKEN_FOR_LATIN.test(char) ? LETTER : FOREIGN;
}

// Default_Ignorable covers zero-width, variation selectors, tags and the Hangul fillers; U+2800 is the empty Braille cell.
const NOTHING_TO_SEE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800]/u;

const NOT_TAKEN_FOR_LATIN = new RegExp(
  '[' +
    ['Common', 'Inherited', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Arabic', 'Hebrew', 'Syriac', 'Thaana']
      .concat(['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam'])
      .concat(['Sinhala', 'Thai', 'Lao', 'Tibetan', 'Myanmar', 'Khmer', 'Ethiopic'])
      .map((script) => `\\p{Script=${script}}`)
      .join('') +
    ']',
  'u',
);

/** Letters that common fonts draw like an ASCII letter. */
const TWINS = new Set([
  ...'асеорхуіѕјһԁԛԝӏѵАВЕКМНОРСТХУІЅЈӀҮԌԚԜ', // Cyrillic
  ...'ονριαυκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧϳϲϹ', // Greek
  ...'օսոհցՕՍՏ', // Armenian
]);

/** IPA and small capitals: Latin by script, but never in an ordinary word. */
function isPhonetic(codePoint: number): boolean {
  return (codePoint >= 0x250 && codePoint <= 0x2af) || (codePoint >= 0x1d00 && codePoint <= 0x1dbf);
}

/** Signs without a compatibility mapping that are drawn like ASCII punctuation of paths, addresses and shells. */
const SIGN_TWINS = new Set(
  '\u2044\u2215\u29f8\u2216\u29f5\u2236\ua789\u02d0\u01c0\u01c1\u01c2\u01c3\u2223\u02b9\u02bb\u02bc\u02c8\ua78c\u0589',
);

/** Mapped to ASCII by Unicode, yet told apart at a glance or ordinary in prose: superscripts, circled, CJK punctuation. */
const PLAINLY_DIFFERENT =
  /[\u00aa\u00b2\u00b3\u00b9\u00ba\u2070-\u209f\u2116\u2120-\u2122\u2139\u2460-\u24ff\u3200-\u33ff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5e]/;

function imitatesAscii(codePoint: number, char: string): boolean {
  if (SIGN_TWINS.has(char)) return true;
  if (codePoint < 0x100 || PLAINLY_DIFFERENT.test(char)) return false;
  const mapped = char.normalize('NFKC');
  return mapped !== char && (/^[!-~]$/.test(mapped) || /^[A-Za-z]+$/.test(mapped));
}
