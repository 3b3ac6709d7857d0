/**
 * Runs a program of a release to its end. What keeps it from its work is one line for whoever called it, without the places
 * in our code where it came up.
 *
 * @param {() => unknown} work
 */
export async function orSayWhy(work) {
  try {
    await work();
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : String(cause));
    process.exitCode = 1;
  }
}
