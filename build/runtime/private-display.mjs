import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startAnnounced } from './child-process.mjs';

const FAMILY_WILD = 0xffff;

/**
 * Starts an X server without a screen. Other users of this computer cannot connect to it: it asks for a cookie that only
 * our own processes are given.
 *
 * @returns {Promise<{ env: { DISPLAY: string, XAUTHORITY: string }, stop: () => Promise<void> }>}
 */
export async function startPrivateDisplay() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatehouse-x-'));
  const authorityPath = path.join(dir, 'authority');
  fs.writeFileSync(authorityPath, authorityRecord(crypto.randomBytes(16)), { mode: 0o600 });
  const args = [
    '-displayfd',
    '3',
    '-auth',
    authorityPath,
    '-screen',
    '0',
    '1440x960x24',
    '-nolisten',
    'tcp',
    '-noreset',
  ];
  const server = await startAnnounced('Xvfb', args);
  return {
    env: { DISPLAY: `:${server.announced}`, XAUTHORITY: authorityPath },
    stop: async () => {
      await server.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/**
 * @param {Buffer} cookie
 * @source Xau(3): family, then address, display number, name and data, each with its length; the wild family fits any display
 */
function authorityRecord(cookie) {
  const parts = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie];
  const family = Buffer.alloc(2);
  family.writeUInt16BE(FAMILY_WILD);
  return Buffer.concat([
    family,
    ...parts.flatMap((part) => [Buffer.from([part.length >> 8, part.length & 0xff]), part]),
  ]);
}
