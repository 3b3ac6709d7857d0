import { happyProgram } from '../../build/runtime/happy-cli.mjs';

/** Before a ring: the published programs of Happy are there, so that no test has to wait for 80 MB. */
export async function setup(): Promise<void> {
  await happyProgram('happy');
  await happyProgram('happy-coder');
}
