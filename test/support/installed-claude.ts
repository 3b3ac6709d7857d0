import { claudeProgram } from '../../build/runtime/claude-code.mjs';

/** Before a ring: the real Claude Code is there, so that no test has to wait for 120 MB. */
export async function setup(): Promise<void> {
  await claudeProgram();
}
