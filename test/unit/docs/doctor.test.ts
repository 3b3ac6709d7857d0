import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DOCTOR_CHECKS } from '../../../shared/model/doctor-names.ts';
import { DOCTOR_FINDINGS } from '../../../shared/model/doctor-findings.ts';

const page = readFileSync(new URL('../../../docs/doctor.md', import.meta.url), 'utf8');

test.each(DOCTOR_CHECKS)('the page names every finding of "%s" with its state, and no other', (id) => {
  const section = page.split(`: \`${id}\`\n`)[1]?.split('\n#')[0] ?? '';
  const told = [...section.matchAll(/^\| `([a-z-]+)` *\| (\w+)/gm)].map(([, code, state]) => `${code} ${state}`);
  const states: Readonly<Record<string, { readonly state: string }>> = DOCTOR_FINDINGS[id];
  expect(told).toEqual(Object.entries(states).map(([code, { state }]) => `${code} ${state}`));
});
