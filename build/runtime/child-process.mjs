import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProgram } from './find-program.mjs';

const PATIENCE_MS = 10_000;
const PARENT_CHECK_MS = 200;
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * Starts a helper program that announces itself by writing one line to its file descriptor 3. On Linux it is told to end when
 * this process ends, however that happens.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ announced: string, stop: () => Promise<void> }>}
 */
export async function startAnnounced(program, args, { env = process.env } = {}) {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : null;
  const command = setpriv === null ? [program, ...args] : [setpriv, '--pdeathsig', 'TERM', program, ...args];
  const child = spawn(command[0] ?? program, command.slice(1), { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const complaints = collect(/** @type {import('node:stream').Readable} */ (child.stderr));
  const announcement = collect(/** @type {import('node:stream').Readable} */ (child.stdio[3]));
  const announced = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`${program} ended at once: ${complaints.text().trim()}`)));
    announcement.onData(() => {
      if (announcement.text().includes('\n')) resolve(announcement.text().trim());
    });
  });
  return { announced, stop: () => endChild(child) };
}

/**
 * Asks a child to end and waits until it has; it is killed when it takes too long. Harmless when it has ended already.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export async function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(deadline);
}

/**
 * Runs a program in the foreground: it shares our input and output, gets the signals that we get, and its exit code is ours.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} the exit code
 */
export async function runInForeground(program, args, { cwd, env }) {
  const child = spawn(program, args, { cwd, env, stdio: 'inherit' });
  const passOn = () => void endChild(child);
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  // `npm run` starts us through a shell that dies of a signal without passing it on. A new parent is how we notice.
  const parentPid = process.ppid;
  const parentWatch = setInterval(() => process.ppid === parentPid || passOn(), PARENT_CHECK_MS);
  try {
    const [code, signal] = /** @type {[number | null, NodeJS.Signals | null]} */ (await once(child, 'exit'));
    return code ?? 128 + (SIGNAL_NUMBERS[/** @type {keyof typeof SIGNAL_NUMBERS} */ (signal)] ?? 0);
  } finally {
    clearInterval(parentWatch);
    for (const signal of signals) process.off(signal, passOn);
  }
}

/** @param {import('node:stream').Readable} stream */
function collect(stream) {
  let text = '';
  let heard = () => {};
  stream.setEncoding('utf8').on('data', (chunk) => {
    // The start says what went wrong; a chatty server must not fill our memory.
    if (text.length < 100_000) text += chunk;
    heard();
  });
  return { text: () => text, onData: (/** @type {() => void} */ listener) => void (heard = listener) };
}
