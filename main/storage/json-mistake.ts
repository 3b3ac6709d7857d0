/**
 * Finds the place where a JSON text stops being JSON. `JSON.parse` tells it in words that differ between engines.
 *
 * @param text  known to be refused by `JSON.parse`
 */
export function jsonMistake(text: string): {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
} {
  const { at, expected } = findMistake(text);
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n'), expected };
}

type Awaiting = 'value' | 'value-or-end' | 'name-or-end' | 'name' | 'colon' | 'comma-or-end';

const EXPECTED: Readonly<Record<Awaiting, string>> = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  'name-or-end': 'a name in double quotes or }',
  name: 'a name in double quotes',
  colon: 'a colon',
  'comma-or-end': 'a comma or the closing bracket',
};

// oxlint-disable-next-line no-control-regex -- JSON forbids exactly these inside a text
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function findMistake(text: string): { readonly at: number; readonly expected: string } {
  const open: ('{' | '[')[] = [];
  let awaiting: Awaiting = 'value';
  let at = 0;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
    const char = text.charAt(at);
    const mistake = {
      at,
      expected: open.length === 0 && awaiting === 'comma-or-end' ? 'the end of the file' : EXPECTED[awaiting],
    };
    const top = open.at(-1);
    switch (awaiting) {
      case 'name-or-end':
      case 'name':
      case 'value-or-end':
      case 'value': {
        const closes = (awaiting === 'name-or-end' && char === '}') || (awaiting === 'value-or-end' && char === ']');
        if (closes) {
          open.pop();
          awaiting = 'comma-or-end';
          at++;
          break;
        }
        const isName: boolean = awaiting === 'name' || awaiting === 'name-or-end';
        if (!isName && (char === '{' || char === '[')) {
          open.push(char);
          awaiting = char === '{' ? 'name-or-end' : 'value-or-end';
          at++;
          break;
        }
        const token = char === '"' ? STRING : SCALAR;
        if (isName && char !== '"') return mistake;
        token.lastIndex = at;
        const found = token.exec(text);
        if (found === null) return char === '"' ? { at, expected: 'a text that ends with a double quote' } : mistake;
        at += found[0].length;
        awaiting = isName ? 'colon' : 'comma-or-end';
        break;
      }
      case 'colon':
        if (char !== ':') return mistake;
        awaiting = 'value';
        at++;
        break;
      case 'comma-or-end':
        if (top === undefined) return mistake;
        if (char === ',') awaiting = top === '{' ? 'name' : 'value';
        else if (char === (top === '{' ? '}' : ']')) open.pop();
        else return mistake;
        at++;
        break;
    }
  }
}
