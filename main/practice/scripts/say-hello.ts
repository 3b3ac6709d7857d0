import type { Language } from '../../../shared/strings/language.ts';
import { trialAskWordsOf } from '../../../shared/strings/trial-ask.ts';
import { ask, say, type Script } from '../script.ts';

/** The first ask a person answers: it comes at once, fits into a notification, and runs nothing. */
export function sayHello(language: Language): Script {
  const words = trialAskWordsOf(language);
  return {
    id: 'cse_say_hello',
    title: words.title,
    cwd: '~',
    model: 'claude-sonnet-5',
    mode: 'default',
    prompt: words.prompt,
    beginsAfterMs: 0,
    onlyOnce: true,
    reply: () => words.reply,
    steps: [
      ask({
        tool: 'Bash',
        input: { command: `echo "${words.greeting}"`, description: words.claim },
        claim: words.claim,
        result: words.greeting,
        ifAllowed: () => [say(words.allowed)],
        ifDenied: [say(words.denied)],
      }),
    ],
  };
}
