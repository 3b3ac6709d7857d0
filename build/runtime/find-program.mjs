import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {string} name
 * @returns {string | null} where the program lies in PATH
 */
export function findProgram(name) {
  for (const dir of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const programPath = path.join(dir, name);
    try {
      fs.accessSync(programPath, fs.constants.X_OK);
      return programPath;
    } catch {
      // Not here: on to the next folder.
    }
  }
  return null;
}
