import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Readable } from 'node:stream';
import { MIB } from '../../../../shared/units.ts';
import type { SendOutcome } from '../../../ports/backend.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { LocalHost } from '../host.ts';
import { LastLines } from './last-lines.ts';
import { LineSplitter } from './line-splitter.ts';
import { killTree, signal } from './process-tree.ts';
import { spawnPlan } from './spawn-plan.ts';

const MAX_LINE_BYTES = 16 * MIB;

/** How the program ended. `not-run`: it could not even be started. */
export type ChildEnd =
  | { readonly tag: 'exit'; readonly code: number }
  | { readonly tag: 'signal'; readonly name: string }
  | { readonly tag: 'not-run' };

export interface ChildOwner {
  /** One line of its output, as bytes that are only lent. */
  onLine(line: Uint8Array): void;
  onOversized(): void;
  /** Once, behind the last line. */
  onEnd(end: ChildEnd): void;
}

export interface ChildOrder {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Record<string, string>;
}

/** One running `claude`: lines in, lines out, and its end. */
export class AgentChild {
  readonly ended: Promise<void>;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #platform: NodeJS.Platform;
  readonly #lastLines = new LastLines();
  #hasEnded = false;

  constructor(order: ChildOrder, host: Pick<LocalHost, 'platform' | 'environment' | 'clock'>, owner: ChildOwner) {
    const plan = spawnPlan(order.program, order.args, host);
    this.#platform = host.platform;
    this.#process = spawn(plan.program, plan.args, {
      cwd: order.folder,
      env: order.environment,
      stdio: 'pipe',
      // A group of its own: a Ctrl-C in the terminal that Gatehouse was started from is not meant for it.
      detached: host.platform !== 'win32',
      windowsHide: true,
      windowsVerbatimArguments: plan.isVerbatim,
    });
    const lines = new LineSplitter(MAX_LINE_BYTES, owner.onLine, owner.onOversized);
    this.#process.stdout.on('data', (chunk: Buffer) => lines.push(chunk));
    this.#process.stderr.on('data', (chunk: Buffer) => this.#lastLines.push(chunk));
    // A write to a program that is gone: `close` tells the rest.
    this.#process.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const end = (how: ChildEnd) => {
        if (this.#hasEnded) return;
        this.#hasEnded = true;
        lines.end();
        // A command that it left running may hold them open.
        this.#process.stdout.destroy();
        this.#process.stderr.destroy();
        owner.onEnd(how);
        resolve();
      };
      this.#process.on('error', () => {
        if (this.#process.pid === undefined) end({ tag: 'not-run' });
      });
      // Not `close`, which waits for whoever else holds the output open.
      this.#process.on('exit', (code, name) => {
        const how: ChildEnd = code === null ? { tag: 'signal', name: name ?? 'unknown' } : { tag: 'exit', code };
        void drained(this.#process, host.clock).then(() => end(how));
      });
    });
  }

  /** What it last wrote for people. */
  get lastLines(): readonly string[] {
    return this.#lastLines.all();
  }

  /** @param frame  JSON text. An edited input may stand on several lines, which is all the same to JSON. */
  send(frame: string): Promise<SendOutcome> {
    return new Promise((resolve) => {
      if (this.#hasEnded || !this.#process.stdin.writable) return resolve({ tag: 'failed' });
      this.#process.stdin.write(`${frame.replaceAll(/[\r\n]+/g, ' ')}\n`, (error) =>
        resolve(error ? { tag: 'failed' } : { tag: 'sent' }),
      );
    });
  }

  /** It ends by itself once it is through with its turn. */
  endInput(): void {
    this.#process.stdin.end();
  }

  /** Asks it to end now. It ends the commands it runs. Windows has no such thing. */
  terminate(): void {
    const { pid } = this.#process;
    if (pid === undefined || this.#hasEnded || this.#platform === 'win32') return;
    signal(-pid, 'SIGTERM');
  }

  async kill(): Promise<void> {
    const { pid } = this.#process;
    if (pid !== undefined && !this.#hasEnded) await killTree(pid, this.#platform);
  }
}

const DRAIN_MS = 200;

/** What it wrote last may still be in the pipe; somebody else may hold that open, so not for long. */
function drained({ stdout, stderr }: ChildProcessWithoutNullStreams, clock: Clock): Promise<void> {
  const over = (stream: Readable) =>
    stream.readableEnded ? Promise.resolve() : new Promise<void>((resolve) => stream.once('end', resolve));
  return new Promise((resolve) => {
    // A computer that was busy for so long has not yet read what has come meanwhile: it does before an immediate.
    const cancel = clock.schedule(DRAIN_MS, () => setImmediate(resolve));
    void Promise.all([over(stdout), over(stderr)]).then(() => {
      cancel();
      resolve();
    });
  });
}
