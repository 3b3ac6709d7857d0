import fs from 'node:fs';
import path from 'node:path';
import { cachePath } from '../../build/runtime/cache-dir.mjs';
import { runNpm } from '../../build/runtime/npm-command.mjs';
import { publishDir } from '../../build/runtime/publish-dir.mjs';

const NAME = '@anthropic-ai/claude-agent-sdk';
const VERSION = '0.3.329';

/**
 * Where the official client lies, against which the test double of the service is proved. It is kept in a per-user cache and
 * is no dependency of this project: its licence does not allow us to pass it on.
 */
export async function officialSdkDir(): Promise<string> {
  const cacheDir = cachePath(`official-sdk-${VERSION}`);
  if (!fs.existsSync(cacheDir)) {
    await publishDir(cacheDir, (stagingDir) => {
      fs.writeFileSync(path.join(stagingDir, 'package.json'), '{ "private": true }\n');
      const flags = ['--omit=optional', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
      runNpm(['install', ...flags, `${NAME}@${VERSION}`], { cwd: stagingDir, attempts: 3 });
    });
  }
  return path.join(cacheDir, 'node_modules', NAME);
}
