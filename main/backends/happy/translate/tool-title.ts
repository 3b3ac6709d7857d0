import { isRecord, readJson } from '../../../claude/frame.ts';

const TITLE_CHARS = 120;

/** What of an input says best what is done, most telling first. */
const TELLING = ['description', 'command', 'file_path', 'notebook_path', 'path', 'pattern', 'query', 'url'] as const;

/** A line for devices that show a tool call folded: never empty. */
export function toolTitle(toolName: string, inputJson: string): string {
  const read = readJson(inputJson);
  const input = read.ok && isRecord(read.value) ? read.value : {};
  for (const key of TELLING) {
    const value = Object.hasOwn(input, key) ? input[key] : undefined;
    const line = typeof value === 'string' ? firstLine(value) : '';
    if (line !== '') return line;
  }
  return firstLine(toolName) || 'Tool';
}

function firstLine(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  return [...line.trim()].slice(0, TITLE_CHARS).join('');
}
