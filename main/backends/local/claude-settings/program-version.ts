import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { ClaudeProgram, HookStyle } from '../../../../shared/model/claude-code.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { LocalHost } from '../host.ts';
import { environmentFor } from '../process/launch.ts';
import { spawnPlan } from '../process/spawn-plan.ts';

const ANSWERS_WITHIN_MS = 5 * SECOND_MS;

/**
 * From here on HTTP hooks are used. 2.1.62 and older know none. 2.1.63 to 2.1.119 let the terminal's prompt decide when
 * the address does not answer, wherever we tried it (Linux); on Windows 2.1.100 was reported to deny instead
 * (anthropics/claude-code#46193). Where that ended is not known, so the line is drawn on the safe side of the report.
 */
const HTTP_FAILS_OPEN_SINCE = [2, 1, 120] as const;

/** Asks the program for its version, once for each program file as it stands. */
export class ProgramVersions {
  readonly #host: LocalHost;
  #last: { readonly key: string; readonly program: ClaudeProgram } | null = null;

  constructor(host: LocalHost) {
    this.#host = host;
  }

  async of(path: string): Promise<ClaudeProgram> {
    const found = await stat(path, { bigint: true }).catch(() => null);
    const key = `${path} ${found?.ino} ${found?.mtimeNs} ${found?.size}`;
    if (this.#last?.key === key) return this.#last.program;
    const program = await this.#ask(path);
    // A program that did not answer may only have been slow: it is asked again.
    this.#last = program.tag === 'found' ? { key, program } : null;
    return program;
  }

  async #ask(path: string): Promise<ClaudeProgram> {
    const plan = spawnPlan(path, ['--version'], this.#host);
    const said = await new Promise<{ readonly text: string; readonly failed: boolean }>((resolve) => {
      execFile(
        plan.program,
        [...plan.args],
        {
          timeout: ANSWERS_WITHIN_MS,
          killSignal: 'SIGKILL',
          maxBuffer: 64 * 1024,
          windowsHide: true,
          windowsVerbatimArguments: plan.isVerbatim,
          cwd: tmpdir(),
          env: { ...environmentFor(this.#host.environment, undefined), DISABLE_AUTOUPDATER: '1' },
        },
        (error, stdout, stderr) => {
          const text = stdout.trim() === '' ? stderr.trim() : stdout.trim();
          resolve({ text: text === '' ? (error?.message ?? '') : text, failed: error !== null });
        },
      );
    });
    const version = said.failed ? undefined : /\b\d+\.\d+\.\d+\b/.exec(said.text)?.[0];
    if (version !== undefined) return { tag: 'found', path, version, hookStyle: hookStyleOf(version) };
    return { tag: 'unreadable', path, detail: said.text.split('\n').at(-1)?.slice(0, 200) ?? '' };
  }
}

function hookStyleOf(version: string): HookStyle {
  const parts = version.split('.').map(Number);
  for (const [index, since] of HTTP_FAILS_OPEN_SINCE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== since) return part > since ? 'http' : 'command';
  }
  return 'http';
}
