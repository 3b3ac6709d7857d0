import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const bounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(480).max(10_000),
  height: z.int().min(360).max(10_000),
});
type Bounds = { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number };

const FIRST_TIME: Bounds = { width: 1080, height: 720 };

/** Where the window was when it was last closed. A convenience: nothing is lost with the file. */
export interface WindowPlacement {
  read(): Bounds;
  write(bounds: Required<Bounds>): void;
}

/** @param isOnScreen  false for a place on a screen that is no longer there */
export function createWindowPlacement(
  filePath: string,
  isOnScreen: (bounds: Required<Bounds>) => boolean,
): WindowPlacement {
  return {
    read() {
      try {
        const { x, y, width, height } = bounds.parse(JSON.parse(readFileSync(filePath, 'utf8')));
        const size = { width, height };
        if (x === undefined || y === undefined || !isOnScreen({ x, y, ...size })) return size;
        return { x, y, ...size };
      } catch {
        return FIRST_TIME;
      }
    },
    write(next) {
      try {
        writeFileSync(filePath, JSON.stringify(next), { mode: 0o600 });
      } catch {
        // the next window opens where the system puts it
      }
    },
  };
}
