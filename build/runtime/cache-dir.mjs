import os from 'node:os';
import path from 'node:path';

/**
 * Where things that every clone of this repository can share are kept: one folder per user, never inside the project.
 *
 * @param {...string} parts
 */
export function cachePath(...parts) {
  return path.join(cacheRootDir(), 'gatehouse', ...parts);
}

function cacheRootDir() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local');
  return path.join(os.homedir(), '.cache');
}
