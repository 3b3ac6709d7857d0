import type { ClaudeCodeView, ClaudeProgram } from '../../../shared/model/claude-code.ts';
import type { CheckOf } from '../../../shared/model/doctor.ts';
import type { DoctorLook } from './doctor-look.ts';
import { found, nameFact } from './found.ts';

type Check = CheckOf<'hooks'>;

/** How our hooks stand, and everything that keeps them from working although they stand there. */
export function checkHooks({ claudeCode, areHooksResting, isRunning }: DoctorLook): readonly Check[] {
  if (claudeCode === null) return [found('hooks', 'not-told')];
  const standing = standingCheck(claudeCode, isRunning);
  if (standing.finding === 'not-connected') {
    return areHooksResting ? [found('hooks', 'resting')] : [standing];
  }
  const codes = new Set(claudeCode.obstacles.map(({ code }) => code));
  // Two files may say the same; the path of neither is told here.
  const obstacles = [...codes].map((code) => found('hooks', code));
  const isInVain = obstacles.some(({ state }) => state === 'bad');
  return isInVain && standing.state === 'good' ? obstacles : [standing, ...obstacles];
}

function standingCheck({ hooks, gatewayPort }: ClaudeCodeView, isRunning: boolean): Check {
  switch (hooks.tag) {
    case 'not-connected':
    case 'outdated':
      return found('hooks', hooks.tag);
    case 'connected':
      return isRunning && gatewayPort === null ? found('hooks', 'no-gateway') : found('hooks', 'connected');
    case 'damaged':
      return found('hooks', 'damaged', { count: String(hooks.events.length) });
    case 'unreadable': {
      const [place = '?'] = /^line \d+, column \d+/.exec(hooks.detail) ?? [];
      return found('hooks', 'unreadable', { place });
    }
  }
}

export function checkClaudeCode(program: ClaudeProgram | null): CheckOf<'claude-code'> {
  if (program === null) return found('claude-code', 'not-told');
  if (program.tag !== 'found') return found('claude-code', program.tag);
  const facts = { version: nameFact(program.version) };
  return found('claude-code', program.hookStyle === 'http' ? 'found' : 'found-older', facts);
}
