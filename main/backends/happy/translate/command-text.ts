import * as z from 'zod';
import { isRecord } from '../../../claude/frame.ts';

const commandWire = z.object({ command: z.union([z.string(), z.tuple([z.string()]).transform(([only]) => only)]) });

/** The command of an input, where it is one text; undefined for a list of words. */
export function commandText(inputJson: string): string | undefined {
  const input: unknown = JSON.parse(inputJson);
  const read = commandWire.safeParse(isRecord(input) ? input : undefined);
  return read.success && read.data.command !== '' ? read.data.command : undefined;
}
