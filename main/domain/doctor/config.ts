import type { Problem } from '../../../shared/model/app-view.ts';
import type { CheckOf } from '../../../shared/model/doctor.ts';
import { configMistake, expectationOf } from './config-mistake.ts';
import { found } from './found.ts';

/** One finding for each mistake of the managed configuration, without the path of the file and what stood in it. */
export function checkConfig(problems: readonly Problem[], managedCount: number): readonly CheckOf<'config'>[] {
  const checks = problems.flatMap((problem) => checkOf(problem) ?? []);
  const aboutFile = checks.filter(({ finding }) => finding !== 'settings-set-aside');
  if (managedCount > 0) return [found('config', 'used', { count: String(managedCount) }), ...checks];
  return aboutFile.length > 0 ? checks : [found('config', 'none'), ...checks];
}

function checkOf({ code, detail }: Problem): CheckOf<'config'> | null {
  switch (code) {
    case 'config-unreadable':
      return found('config', 'unreadable', { expected: expectationOf(detail) });
    case 'config-invalid':
      if (detail.endsWith('expected mode 600')) return found('config', 'open-to-others');
      return found('config', 'invalid', configMistake(detail));
    case 'config-given-twice':
      return found('config', 'given-twice');
    case 'config-newer-version':
      return found('config', 'newer-version');
    case 'settings-set-aside':
      return found('config', 'settings-set-aside');
    default:
      return null;
  }
}
