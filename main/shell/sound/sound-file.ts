import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Where other programs find our sound. Inside a packed app only we can read it, so it is copied out when first needed.
 *
 * @param packedPath  where the build put it
 * @param plainPath   where a copy may lie
 */
export function soundFile(packedPath: string, plainPath: string): () => string {
  if (!/[\\/][^\\/]+\.asar[\\/]/.test(packedPath)) return () => packedPath;
  let isCopied = false;
  return () => {
    if (isCopied && existsSync(plainPath)) return plainPath;
    try {
      mkdirSync(dirname(plainPath), { recursive: true });
      copyFileSync(packedPath, plainPath);
      isCopied = true;
    } catch {
      // without room on the disk it stays silent, which the player tells
    }
    return plainPath;
  };
}
