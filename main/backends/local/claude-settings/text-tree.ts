import { err, ok, type Result } from '../../../../shared/result.ts';

/** A settings text with the place of every part, so that it can be changed without being written anew. */
export type TextNode = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode {
  readonly tag: 'object';
  readonly start: number;
  readonly end: number;
  /** In order, those with equal names included. */
  readonly members: readonly MemberNode[];
}
export interface ArrayNode {
  readonly tag: 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly TextNode[];
}
interface ScalarNode {
  readonly tag: 'scalar';
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
}
export interface MemberNode {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly value: TextNode;
}

export interface TextTree {
  /** Null where the text holds nothing but space. */
  readonly root: TextNode | null;
  /** The first comment or trailing comma: we keep those, Claude Code refuses the whole file for them. */
  readonly extraAt: number | null;
}

export interface TextMistake {
  readonly at: number;
  readonly expected: string;
}

/** Deeper than any settings, and far from the end of the stack. */
const MAX_DEPTH = 200;

/** Reads JSON, comments and trailing commas too. A byte order mark counts as space. */
export function readTree(text: string): Result<TextTree, TextMistake> {
  const reader = new TreeReader(text);
  try {
    return ok({ root: reader.root(), extraAt: reader.extraAt });
  } catch (cause) {
    if (cause instanceof Mistake) return err({ at: cause.at, expected: cause.expected });
    throw cause;
  }
}

/** What `JSON.parse` would give: of equal names the last one counts. */
export function valueOf(node: TextNode): unknown {
  switch (node.tag) {
    case 'scalar':
      return node.value;
    case 'array':
      return node.items.map(valueOf);
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]));
  }
}

/** The member that counts under this name: the last one. */
export function memberOf(node: ObjectNode, key: string): MemberNode | undefined {
  return node.members.findLast((member) => member.key === key);
}

/** @returns the end of the space and comments that begin at `from` */
export function skipBlank(text: string, from: number): number {
  BLANK.lastIndex = from;
  return BLANK.exec(text)?.[0] === undefined ? from : BLANK.lastIndex;
}

const BLANK = /(?:[\s\uFEFF]|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
// oxlint-disable-next-line no-control-regex -- JSON forbids exactly these inside a text
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Mistake extends Error {
  readonly at: number;
  readonly expected: string;
  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
    this.expected = expected;
  }
}

class TreeReader {
  readonly #text: string;
  #at = 0;
  extraAt: number | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  root(): TextNode | null {
    this.#blank();
    if (this.#at >= this.#text.length) return null;
    const node = this.#value(0);
    this.#blank();
    if (this.#at < this.#text.length) throw new Mistake(this.#at, 'the end of the file');
    return node;
  }

  #blank(): void {
    const end = skipBlank(this.#text, this.#at);
    const comment = this.#text.slice(this.#at, end).indexOf('/');
    if (comment >= 0) this.extraAt ??= this.#at + comment;
    this.#at = end;
  }

  #value(depth: number): TextNode {
    if (depth > MAX_DEPTH) throw new Mistake(this.#at, `at most ${MAX_DEPTH} levels`);
    const char = this.#text.charAt(this.#at);
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    const start = this.#at;
    const raw = char === '"' ? this.#string() : this.#token(SCALAR, 'a value');
    // The token is one that JSON.parse takes, so the result is a scalar.
    return { tag: 'scalar', start, end: this.#at, value: JSON.parse(raw) as ScalarNode['value'] };
  }

  #object(depth: number): ObjectNode {
    const start = this.#at;
    const members: MemberNode[] = [];
    this.#list('}', () => {
      const memberStart = this.#at;
      if (this.#text.charAt(this.#at) !== '"') throw new Mistake(this.#at, 'a name in double quotes or }');
      const key = JSON.parse(this.#string()) as string;
      this.#blank();
      if (this.#text.charAt(this.#at) !== ':') throw new Mistake(this.#at, 'a colon');
      this.#at++;
      this.#blank();
      const value = this.#value(depth + 1);
      members.push({ key, start: memberStart, end: this.#at, value });
    });
    return { tag: 'object', start, end: this.#at, members };
  }

  #array(depth: number): ArrayNode {
    const start = this.#at;
    const items: TextNode[] = [];
    this.#list(']', () => items.push(this.#value(depth + 1)));
    return { tag: 'array', start, end: this.#at, items };
  }

  #list(close: string, readOne: () => void): void {
    this.#at++;
    this.#blank();
    let comma: number | null = null;
    while (this.#text.charAt(this.#at) !== close) {
      readOne();
      comma = null;
      this.#blank();
      const next = this.#text.charAt(this.#at);
      if (next === close) break;
      if (next !== ',') throw new Mistake(this.#at, 'a comma or the closing bracket');
      comma = this.#at++;
      this.#blank();
    }
    if (comma !== null) this.extraAt ??= comma;
    this.#at++;
  }

  #string(): string {
    return this.#token(STRING, 'a text that ends with a double quote');
  }

  #token(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw new Mistake(this.#at, expected);
    this.#at += found.length;
    return found;
  }
}
