#!/usr/bin/env node
/** Makes the short sound of an ask: two soft tones, the second a fourth above. The file is committed; a test compares it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SAMPLES_PER_SECOND = 22_050;
const DURATION_SECONDS = 0.48;
const LOUDEST = 0.22;
const FADE_SECONDS = 0.012;
const BYTES_PER_SAMPLE = 2;
const HEADER_BYTES = 44;

/** @type {readonly { readonly hertz: number, readonly startSeconds: number, readonly decaySeconds: number }[]} */
const TONES = [
  { hertz: 587.33, startSeconds: 0, decaySeconds: 0.11 },
  { hertz: 783.99, startSeconds: 0.11, decaySeconds: 0.13 },
];

/** @returns {Buffer} a WAV file: one channel, 16 bits */
export function askSound() {
  const count = Math.floor(SAMPLES_PER_SECOND * DURATION_SECONDS);
  const data = Buffer.alloc(count * BYTES_PER_SAMPLE);
  for (let index = 0; index < count; index += 1) {
    const level = levelAt(index / SAMPLES_PER_SECOND);
    data.writeInt16LE(Math.round(level * LOUDEST * 32_767), index * BYTES_PER_SAMPLE);
  }
  return Buffer.concat([header(data.length), data]);
}

/** @param {number} atSeconds */
function levelAt(atSeconds) {
  let level = 0;
  for (const { hertz, startSeconds, decaySeconds } of TONES) {
    const sinceSeconds = atSeconds - startSeconds;
    if (sinceSeconds < 0) continue;
    // A tone that begins or ends at once is heard as a click.
    const attack = Math.min(1, sinceSeconds / FADE_SECONDS);
    const wave = Math.sin(2 * Math.PI * hertz * sinceSeconds) + 0.18 * Math.sin(4 * Math.PI * hertz * sinceSeconds);
    level += attack * Math.exp(-sinceSeconds / decaySeconds) * wave;
  }
  const fade = Math.min(1, (DURATION_SECONDS - atSeconds) / (4 * FADE_SECONDS));
  return Math.max(-1, Math.min(1, level * fade));
}

/** @param {number} dataBytes */
function header(dataBytes) {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('RIFF', 0, 'ascii');
  bytes.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8, 'ascii');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  bytes.writeUInt32LE(SAMPLES_PER_SECOND * BYTES_PER_SAMPLE, 28);
  bytes.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  bytes.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  bytes.write('data', 36, 'ascii');
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const filePath = join(dirname(fileURLToPath(import.meta.url)), '..', 'sounds', 'ask.wav');
  mkdirSync(dirname(filePath), { recursive: true });
  writeFileSync(filePath, askSound());
}
