import { execFileSync } from 'node:child_process';
import { CLAUDE_OVERRIDE, CLAUDE_VERSION, latestClaudeProgram } from '../runtime/claude-code.mjs';
import { closeWith, runRing } from './rings.mjs';

// Usage: npm run try-latest-claude. The tests that drive the real Claude Code, with its newest version instead of the
// pinned one, which may be the same.
const version = execFileSync('npm', ['view', '@anthropic-ai/claude-code', 'version'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
}).trim();
console.error(`[try-latest-claude] ${version}; the tests are pinned to ${CLAUDE_VERSION}`);
if (version !== CLAUDE_VERSION) process.env[CLAUDE_OVERRIDE] = await latestClaudeProgram(version);
closeWith([await runRing('integration', ['test/integration/local/real-'])]);
