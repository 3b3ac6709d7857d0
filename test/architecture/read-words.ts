import ts from 'typescript';

/** Where a source file reads words at once, when it is loaded, and so keeps the language of that moment. */
export function wordsReadOnLoad(fileName: string, source: string): readonly string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const names = new Set(['surfaceWordsOf']);
  for (const statement of file.statements) for (const name of importedWords(statement)) names.add(name);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    // What stands in a function runs later, and in the language of then; types and imports never run.
    if (ts.isFunctionLike(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && names.has(node.text) && !isNameOfMember(node)) found.push(placeOf(file, node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Letters that a component draws or has read out without asking the tables of words. */
export function wordsInMarkup(fileName: string, source: string): readonly string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && LETTERS.test(node.text)) found.push(placeOf(file, node));
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText(file)) && saysLetters(node.initializer))
      found.push(placeOf(file, node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const LETTERS = /\p{L}{2}/u;
const SPOKEN = new Set(['aria-label', 'aria-description', 'alt', 'label', 'note', 'placeholder', 'title']);

function importedWords(statement: ts.Statement): readonly string[] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  if (!/\/strings\/(en|de|window|surfaces)\b/.test(statement.moduleSpecifier.text)) return [];
  const { importClause } = statement;
  const named = importClause?.namedBindings;
  if (importClause?.isTypeOnly === true || named === undefined || !ts.isNamedImports(named)) return [];
  return named.elements.filter((each) => !each.isTypeOnly).map((each) => each.name.text);
}

/** `x.words` and `{ words: 1 }` name a member of something else. */
function isNameOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

function saysLetters(initializer: ts.JsxAttributeValue | undefined): boolean {
  if (initializer === undefined) return false;
  if (ts.isStringLiteral(initializer)) return LETTERS.test(initializer.text);
  if (!ts.isJsxExpression(initializer) || initializer.expression === undefined) return false;
  const { expression } = initializer;
  return ts.isStringLiteralLike(expression) && LETTERS.test(expression.text);
}

function placeOf(file: ts.SourceFile, node: ts.Node): string {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}
