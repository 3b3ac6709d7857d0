import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

type Say = (...given: readonly unknown[]) => unknown;

/** What two tables hold in the same place, such as `inbox.receipt.allow`. */
interface Pair {
  readonly place: string;
  readonly english: unknown;
  readonly german: unknown;
}

/** Every text and every function of both tables side by side. */
export function* pairs(english: unknown, german: unknown, place = ''): Generator<Pair> {
  if (isTable(english) && isTable(german)) {
    for (const key of new Set([...Object.keys(english), ...Object.keys(german)]))
      yield* pairs(english[key], german[key], place === '' ? key : `${place}.${key}`);
  } else yield { place, english, german };
}

/** What a function makes of these; undefined where it is made for something else, such as a state. */
export function said(say: unknown, given: readonly unknown[]): string | undefined {
  try {
    const text = (say as Say)(...given);
    return typeof text === 'string' && !text.includes('undefined') ? text : undefined;
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const ROOT = new URL('../../../shared/strings/', import.meta.url).pathname;

export const filesOf = (language: string): readonly string[] =>
  readdirSync(join(ROOT, language), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted();

/** Every piece of text that a file of words may show: no keys, no codes that are compared or looked up, no imports. */
export function textsIn(language: string, name: string): readonly string[] {
  const source = readFileSync(join(ROOT, language, name), 'utf8');
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isCaseClause(node) || ts.isBinaryExpression(node)) {
      // A case has its code in front, and its words behind.
      if (ts.isCaseClause(node)) node.statements.forEach(visit);
      if (ts.isBinaryExpression(node) && !isComparison(node)) ts.forEachChild(node, visit);
      return;
    }
    if (ts.isElementAccessExpression(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
      if (!isKey) texts.push(node.text.trim());
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return texts;
}

function isComparison({ operatorToken }: ts.BinaryExpression): boolean {
  return [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(
    operatorToken.kind,
  );
}
