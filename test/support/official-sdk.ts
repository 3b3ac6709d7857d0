import path from 'node:path';
import { pinnedPackages } from '../../build/runtime/pinned-packages.mjs';

/** Where the official client lies, against which the test double of the service is proved. */
export async function officialSdkDir(): Promise<string> {
  const modulesDir = await pinnedPackages('official-sdk', ['--omit=optional'], () => undefined);
  return path.join(modulesDir, '@anthropic-ai', 'claude-agent-sdk');
}
