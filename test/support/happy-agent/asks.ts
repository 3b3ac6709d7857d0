/** Requests as agents raise them: what a test says when it only cares for the kind. */
import type { ToolAsk } from './requests.ts';

export const bashAsk = (command = 'npm test'): ToolAsk => ({
  tool: 'Bash',
  arguments: { command, description: 'Runs a command' },
});

export const questionAsk = (question = 'Which colour?', labels: readonly string[] = ['Red', 'Blue']): ToolAsk => ({
  tool: 'AskUserQuestion',
  arguments: {
    questions: [
      {
        question,
        header: 'Choice',
        multiSelect: false,
        options: labels.map((label) => ({ label, description: label })),
      },
    ],
  },
});

/** @param plan  null: the arguments are empty, as with newer Claude Code. */
export const planAsk = (plan: string | null = '1. Look\n2. Write'): ToolAsk => ({
  tool: 'ExitPlanMode',
  arguments: plan === null ? {} : { plan },
});

/** Codex and its kin: decisions instead of modes and grants. */
export const codexAsk = (command: readonly string[] = ['npm', 'test']): ToolAsk => ({
  tool: 'CodexBash',
  arguments: { command, cwd: '/home/somebody/project' },
  id: `call_${Math.random().toString(36).slice(2)}`,
});
