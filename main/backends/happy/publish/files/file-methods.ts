import * as z from 'zod';
import type { RpcHandler } from '../rpc-table.ts';
import { directoryTreeBelow } from './directory-tree.ts';
import { refused, type FileAnswer } from './file-answer.ts';
import { listDirectoryBelow } from './list-directory.ts';
import { readFileBelow } from './read-file.ts';
import { writeFileBelow } from './write-file.ts';

const pathWire = z.object({ path: z.string().max(4_096) });
const treeWire = pathWire.extend({ maxDepth: z.number().int() });
const writeWire = pathWire.extend({ content: z.string(), expectedHash: z.string().nullish() });

/** What other devices may do with files: nothing outside of this one folder, and no command is ever run. */
export function fileMethods(below: string): ReadonlyMap<string, RpcHandler> {
  return new Map([
    ['readFile', method(pathWire, ({ path }) => readFileBelow(below, path))],
    ['listDirectory', method(pathWire, ({ path }) => listDirectoryBelow(below, path))],
    ['getDirectoryTree', method(treeWire, ({ path, maxDepth }) => directoryTreeBelow(below, path, maxDepth))],
    ['writeFile', method(writeWire, (order) => writeFileBelow(below, order))],
  ]);
}

function method<T>(schema: z.ZodType<T>, run: (params: T) => Promise<FileAnswer>): RpcHandler {
  return async (params) => {
    const read = schema.safeParse(params);
    if (!read.success) return refused('The call could not be read.');
    try {
      return await run(read.data);
    } catch (error) {
      return refused(errno(error));
    }
  };
}

const errnoWire = z.object({ code: z.string() });

/** The system's own short word, without the path that its sentence names. */
function errno(error: unknown): string {
  const read = errnoWire.safeParse(error);
  return read.success ? `The computer said ${read.data.code}.` : 'The computer could not do this.';
}
