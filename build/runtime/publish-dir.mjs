import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder appear complete or not at all: `fill` writes into a temporary neighbour, which is then renamed. When another
 * process was faster its folder is kept and ours is thrown away, so two of these may run at once.
 *
 * @param {string} targetDir
 * @param {(stagingDir: string) => void | Promise<void>} fill
 */
export async function publishDir(targetDir, fill) {
  fs.mkdirSync(path.dirname(targetDir), { recursive: true });
  const stagingDir = fs.mkdtempSync(`${targetDir}.part-`);
  try {
    await fill(stagingDir);
    fs.chmodSync(stagingDir, 0o755);
    try {
      fs.renameSync(stagingDir, targetDir);
    } catch (error) {
      if (!fs.existsSync(targetDir)) throw error;
    }
  } finally {
    fs.rmSync(stagingDir, { recursive: true, force: true });
  }
}
