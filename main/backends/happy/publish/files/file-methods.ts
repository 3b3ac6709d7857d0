import * as z from 'zod';
import type { OtherDeviceWords } from '../../../../../shared/strings/other-devices.ts';
import type { RpcHandler } from '../rpc-table.ts';
import { directoryTreeBelow } from './directory-tree.ts';
import { refused, type FileAnswer, type FileFault } from './file-answer.ts';
import { listDirectoryBelow } from './list-directory.ts';
import { readFileBelow } from './read-file.ts';
import { writeFileBelow } from './write-file.ts';

const pathWire = z.object({ path: z.string().max(4_096) });
const treeWire = pathWire.extend({ maxDepth: z.number().int() });
const writeWire = pathWire.extend({ content: z.string(), expectedHash: z.string().nullish() });

/** What other devices may do with files: nothing outside of this one folder, and no command is ever run. */
export function fileMethods(below: string, words: () => OtherDeviceWords): ReadonlyMap<string, RpcHandler> {
  const method = <T>(schema: z.ZodType<T>, run: (params: T) => Promise<FileAnswer>) => handlerOf(words, schema, run);
  return new Map([
    ['readFile', method(pathWire, ({ path }) => readFileBelow(below, path))],
    ['listDirectory', method(pathWire, ({ path }) => listDirectoryBelow(below, path))],
    ['getDirectoryTree', method(treeWire, ({ path, maxDepth }) => directoryTreeBelow(below, path, maxDepth))],
    ['writeFile', method(writeWire, (order) => writeFileBelow(below, order))],
  ]);
}

function handlerOf<T>(
  words: () => OtherDeviceWords,
  schema: z.ZodType<T>,
  run: (params: T) => Promise<FileAnswer>,
): RpcHandler {
  return async (params) => {
    const read = schema.safeParse(params);
    if (!read.success) return { success: false, error: words().calls['not-readable'] };
    const answer = await run(read.data).catch(thrown);
    return answer.success ? answer : { success: false, error: inWords(answer.why, words()) };
  };
}

const errnoWire = z.object({ code: z.string() });

/** The system's own short word, without the path that its sentence names. */
function thrown(error: unknown): FileAnswer {
  const read = errnoWire.safeParse(error);
  return refused(read.success ? { system: read.data.code } : 'not-done');
}

function inWords(why: FileFault, words: OtherDeviceWords): string {
  if (typeof why === 'string') return words.files[why];
  return 'wire' in why ? why.wire : words.systemSaid(why.system);
}
