import fs from 'node:fs';
import path from 'node:path';

/** @typedef {{ place: string, message: string }} Trouble */
/** @typedef {{ passed: number, troubles: Trouble[] }} Findings */

/**
 * A vitest reporter that writes to the file which `GATEHOUSE_FINDINGS` names how many tests passed, and everything else by
 * name: tests that failed, were skipped or never ended, files that did not load, hooks that broke, errors outside of tests.
 * The `json` reporter leaves half of that out, among it the words of a time-out.
 */
export default class TroubleReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly import('vitest').TestError[] | readonly unknown[]} outside
   */
  onTestRunEnd(modules, outside) {
    const target = process.env['GATEHOUSE_FINDINGS'];
    if (target === undefined) throw new Error('GATEHOUSE_FINDINGS must name the file to write to');
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    /** @type {Findings} */
    const findings = {
      passed: tests.filter((test) => test.result().state === 'passed').length,
      troubles: [
        ...modules.flatMap(troublesOf),
        ...outside.map((error) => ({ place: 'an error outside of the tests', message: textOf(error) })),
      ],
    };
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, JSON.stringify(findings));
  }
}

/** @param {import('vitest/node').TestModule} module @returns {Trouble[]} */
function troublesOf(module) {
  const file = module.relativeModuleId;
  const broken = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  const left = [...module.children.allTests()].filter((test) => test.result().state !== 'passed');
  const troubles = [
    ...(module.errors().length > 0
      ? [{ place: `${file} (the file itself)`, message: textOf(...module.errors()) }]
      : []),
    ...broken.map((suite) => ({
      place: `${file} > ${suite.fullName} (its hooks)`,
      message: textOf(...suite.errors()),
    })),
    ...left.map((test) => {
      const { state, errors } = test.result();
      const mark = state === 'failed' ? '' : ` (${state})`;
      return { place: `${file} > ${test.fullName}${mark}`, message: textOf(...(errors ?? [])) };
    }),
  ];
  const isUntold = module.state() === 'failed' && troubles.length === 0;
  return isUntold ? [{ place: `${file} (the file itself)`, message: 'failed without a word' }] : troubles;
}

/**
 * The words first (the stack of a time-out does not hold them), then where in the tests, then what differs.
 *
 * @param {any[]} errors
 */
function textOf(...errors) {
  return errors
    .flatMap(({ name, message, stack, diff }) => {
      const frames = String(stack ?? '').split('\n');
      const own = frames.filter((line) => /^\s*at /u.test(line) && !line.includes('node_modules'));
      return [`${name ?? 'Error'}: ${message ?? ''}`, ...own.slice(0, 4), diff ?? ''];
    })
    .join('\n');
}
