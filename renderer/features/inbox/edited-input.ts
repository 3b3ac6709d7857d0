import { readRawJson } from '../../../shared/raw-json.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

export type EditProblem = 'not-json' | 'too-deep' | 'not-an-object' | 'empty' | 'unchanged';

/** The command of an input, if it has exactly one that can be edited alone. */
export function editableCommand(inputJson: string): string | undefined {
  const read = readRawJson(inputJson);
  if (!read.ok || read.value.tag !== 'object') return undefined;
  const commands = read.value.members.filter((member) => member.key === 'command');
  const [only] = commands;
  return commands.length === 1 && only?.value.tag === 'string' ? only.value.value : undefined;
}

/** Puts another command into the input and leaves every other byte value as it came, large numbers included. */
export function withCommand(inputJson: string, command: string): Result<string, EditProblem> {
  if (command.trim() === '') return err('empty');
  if (command === editableCommand(inputJson)) return err('unchanged');
  const read = readRawJson(inputJson);
  if (!read.ok || read.value.tag !== 'object') return err('not-an-object');
  const members = read.value.members.map((member) => {
    const value = member.key === 'command' ? JSON.stringify(command) : member.value.raw;
    return `${JSON.stringify(member.key)}:${value}`;
  });
  return ok(`{${members.join(',')}}`);
}

/** Checks an input that was edited as JSON text. It is sent as it was typed. */
export function checkJson(original: string, text: string): Result<string, EditProblem> {
  const read = readRawJson(text);
  if (!read.ok) return err(read.error.code);
  if (read.value.tag !== 'object') return err('not-an-object');
  if (text.trim() === original.trim()) return err('unchanged');
  return ok(text.trim());
}
