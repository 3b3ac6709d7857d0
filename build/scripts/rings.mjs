import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import { inProject } from '../bundle/project-paths.mjs';
import { outcomeOf } from './ring-outcome.mjs';

/** @typedef {import('./ring-outcome.mjs').Outcome} Outcome */

/** The layers whose files must compile with only the libraries they may use. */
const TYPE_LAYERS = [
  'tsconfig.json',
  'build/tsconfig/main.json',
  'build/tsconfig/renderer.json',
  'build/tsconfig/pure.json',
];
/** The compiler in Go: four times as fast. Named by its place, since the other `typescript` has a `tsc` too. */
const COMPILER = inProject('node_modules/typescript-native/bin/tsc');
const PROCESSORS = Math.max(2, os.availableParallelism());
/**
 * How many files run at once. Tests with other programs wait for those, for sockets and disks most of the time. Each file of
 * the e2e ring has a desktop of its own. The other rings have reasons for what vitest.config.ts says of them.
 *
 * @type {Readonly<Record<string, number>>}
 */
const FILES_AT_ONCE = { unit: PROCESSORS, contract: PROCESSORS, integration: PROCESSORS + 1, e2e: PROCESSORS };
const CRUISED = ['main', 'preload', 'renderer', 'shared', 'test', 'bench', 'build'];

/** @typedef {() => Promise<Outcome>} Task */

/**
 * The checks that start nothing, and the `architecture` ring; those that take longest come first. What a tool found out
 * about a file is kept in `out/checks` by the file's content, so only what changed is looked at.
 *
 * @returns {Task[]}
 */
export function staticChecks() {
  const cruised = CRUISED.filter((folder) => fs.existsSync(inProject(folder)));
  const kept = (/** @type {string} */ name) => inProject('out/checks', name);
  const tool = (/** @type {string} */ name, /** @type {string} */ program, /** @type {string[]} */ ...args) => {
    return async () => verdict(name, await run(inProject('node_modules/.bin', program), args, {}, 'held'));
  };
  return [
    ring('architecture'),
    tool('lint', 'oxlint', '--type-aware', '--deny-warnings'),
    tool('boundaries', 'depcruise', '--config', '.dependency-cruiser.cjs', ...cruised),
    tool('unused', 'knip'),
    tool(
      'format',
      'prettier',
      ...['--check', '--log-level=warn', '--cache', '--cache-strategy=content'],
      ...['--cache-location', kept('prettier'), '.'],
    ),
    ...TYPE_LAYERS.map((config) => {
      const notes = kept(`${config.replaceAll('/', '-')}.tsbuildinfo`);
      const args = [COMPILER, '-p', config, '--incremental', '--tsBuildInfoFile', notes];
      return async () => verdict(`types ${config}`, await run(process.execPath, args, {}, 'held'));
    }),
  ];
}

/** @param {string} name @returns {Task} */
export function ring(name) {
  return () => runRing(name, [], 'held');
}

/**
 * Runs tasks two at a time: they wait for other programs so often that one alone leaves half of a computer idle. What one
 * prints comes out when it has ended, so that two do not talk at once.
 *
 * @param {readonly Task[]} tasks
 * @returns {Promise<Outcome[]>}  in the order of the tasks
 */
export async function twoAtATime(tasks) {
  /** @type {Outcome[]} */
  const outcomes = [];
  const waiting = tasks.entries();
  const lane = async () => {
    for (const [place, task] of waiting) outcomes[place] = await task();
  };
  await Promise.all([lane(), lane()]);
  return outcomes;
}

/** @typedef {'live' | 'held'} Printing  as it comes, or all at once when the program has ended */

/**
 * Runs one ring of tests. A ring that cannot run, runs nothing or skips something has failed.
 *
 * @param {string} name
 * @param {string[]} [files]  only those whose path holds one of these
 * @param {Printing} [printing]
 * @returns {Promise<Outcome>}
 */
export async function runRing(name, files = [], printing = 'live') {
  const reportPath = inProject('out/test', `${name}.json`);
  const findingsPath = inProject('out/test', `${name}.findings.json`);
  for (const left of [reportPath, findingsPath]) fs.rmSync(left, { force: true });
  const atOnce = FILES_AT_ONCE[name];
  const exitCode = await run(
    inProject('node_modules/.bin/vitest'),
    [
      'run',
      ...files,
      `--project=${name}`,
      ...(atOnce === undefined ? [] : [`--maxWorkers=${atOnce}`]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
      `--reporter=${inProject('build/scripts/trouble-reporter.mjs')}`,
    ],
    { GATEHOUSE_FINDINGS: findingsPath },
    printing,
  );
  return outcomeOf(name, readJson(findingsPath), exitCode);
}

/**
 * Prints a table, then all that failed by name, then the closing line, and sets the exit code. The names come last so that
 * the end of a long log tells what to look at.
 *
 * @param {Outcome[]} outcomes
 */
export function closeWith(outcomes) {
  for (const { name, passed, failed } of outcomes)
    console.log(`${failed > 0 ? 'FAILED' : 'ok    '} ${name} (${passed}/${passed + failed})`);
  for (const trouble of outcomes.flatMap(({ troubles }) => troubles)) console.log(`FAILED ${trouble}`);
  const sum = (/** @type {'passed' | 'failed'} */ key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}

/** @param {string} name @param {number} exitCode @returns {Outcome} */
function verdict(name, exitCode) {
  if (exitCode === 0) return { name, passed: 1, failed: 0, troubles: [] };
  return { name, passed: 0, failed: 1, troubles: [`${name} ended with code ${exitCode}: see its output above`] };
}

/** @param {string} path @returns {any} what a finished run wrote, undefined when it wrote nothing whole */
function readJson(path) {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} program  its path
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {Printing} [printing]
 * @returns {Promise<number>} the exit code
 */
async function run(program, args, env = {}, printing = 'live') {
  const isHeld = printing === 'held';
  const child = spawn(program, args, {
    cwd: inProject(),
    env: { ...process.env, ...env },
    // What npm puts into .bin is a script there.
    shell: process.platform === 'win32' && program !== process.execPath,
    stdio: ['ignore', isHeld ? 'pipe' : 'inherit', isHeld ? 'pipe' : 'inherit'],
  });
  /** @type {Buffer[]} */
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => printed.push(bytes));
  const [code] = await once(child, isHeld ? 'close' : 'exit');
  process.stdout.write(Buffer.concat(printed));
  return code ?? 1;
}
