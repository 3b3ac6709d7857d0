/** `npm run bench [measure ...]`: figures as ratios to contestants of the same run, a table, and `out/bench.json`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import { buildApp } from '../build/bundle/build-app.mjs';
import { inProject } from '../build/bundle/project-paths.mjs';
import { bundleMeasures } from './kit/bundle.mjs';
import { printTable } from './kit/table.mjs';

/** The desktop ones need Xvfb and a bus, and run Electron; they are not pinned to one core. */
const MEASURES = [
  { name: 'receive', isPinned: true },
  { name: 'answer', isPinned: true },
  { name: 'transcripts', isPinned: true },
  { name: 'herd', isPinned: true },
  { name: 'happy', isPinned: true },
  { name: 'happy-live', isPinned: true },
  { name: 'hooks', isPinned: false },
  { name: 'start', isPinned: false },
  { name: 'notify', isPinned: false },
  { name: 'pipeline', isPinned: false },
  // Installs something on this computer, and needs packages and root: only for whoever names it.
  { name: 'package', isPinned: false, isOnlyByName: true },
];
const LIMIT_MS = 150_000;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !MEASURES.some((measure) => measure.name === name));
if (unknown.length > 0) {
  console.error(`No such measure: ${unknown.join(', ')}. There are ${MEASURES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const startedMs = Date.now();
await buildApp({ onlyIfStale: true });
await bundleMeasures();
/** @type {import('./kit/table.mjs').Figure[]} */
const figures = [];
/** @type {string[]} */
const failed = [];
for (const { name, isPinned, isOnlyByName = false } of MEASURES) {
  if (wanted.length > 0 ? !wanted.includes(name) : isOnlyByName) continue;
  console.error(`measuring ${name} ...`);
  const found = await measure(name, isPinned);
  if (found === null) failed.push(name);
  else figures.push(...found);
}

const machine = { node: process.version, cpu: os.cpus()[0]?.model ?? '', cores: os.cpus().length };
const load = os.loadavg()[0] ?? 0;
fs.writeFileSync(
  inProject('out/bench.json'),
  JSON.stringify({ at: new Date().toISOString(), machine, load, figures, failed }, null, 2),
);
printTable(figures);
const seconds = Math.round((Date.now() - startedMs) / 1_000);
console.log(`\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, load ${load.toFixed(1)}, ${seconds} s`);
if (failed.length > 0) console.log(`NOT MEASURED: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {boolean} isPinned
 * @returns {Promise<import('./kit/table.mjs').Figure[] | null>} null when it failed
 */
async function measure(name, isPinned) {
  const command = [process.execPath, inProject('out/bench', `${name}.mjs`)];
  if (isPinned && process.platform === 'linux') command.unshift('taskset', '-c', '0');
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], cwd: inProject() });
  const timer = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS);
  /** @type {import('./kit/table.mjs').Figure[] | null} */
  let found = null;
  child.on('message', (message) => (found = /** @type {import('./kit/table.mjs').Figure[]} */ (message)));
  await once(child, 'exit');
  clearTimeout(timer);
  return found;
}
