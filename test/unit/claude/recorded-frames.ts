import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutRaw } from '../../../shared/raw-json.ts';

const folder = join(import.meta.dirname, '../../fixtures/ccr');

/** The frames a real worker wrote, as the very text of the recording, by file. */
export function recordedFrames(): readonly {
  readonly file: string;
  readonly direction: string;
  readonly text: string;
}[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith('stdio-'))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => ({ file, direction: JSON.parse(line).dir as string, text: cutRaw(line, ['frame']) ?? '' })),
    );
}
