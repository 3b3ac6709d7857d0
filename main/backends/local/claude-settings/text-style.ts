/** How a settings text is laid out, so that what we add looks like the rest. */
export interface TextStyle {
  readonly unit: string;
  readonly eol: '\n' | '\r\n';
  /** A space behind colons and commas where all stands on one line. */
  readonly spaced: boolean;
}

export function styleOf(text: string): TextStyle {
  const unit = /\{\s*?\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return { unit, eol: text.includes('\r\n') ? '\r\n' : '\n', spaced: !/[^\\]":\S/.test(text) };
}

/** White space at the start of the line in which a position stands. */
export function indentAt(text: string, at: number): string {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, at))?.[0] ?? '';
}

/** @param indent  of the line that the value begins in; null = all on one line */
export function rendered(value: unknown, style: TextStyle, indent: string | null): string {
  if (indent === null) return onOneLine(value, style.spaced ? ' ' : '');
  return JSON.stringify(value, null, style.unit).replaceAll('\n', `${style.eol}${indent}`);
}

function onOneLine(value: unknown, space: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => onOneLine(item, space)).join(`,${space}`)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${space}${onOneLine(item, space)}`,
  );
  return `{${members.join(`,${space}`)}}`;
}
