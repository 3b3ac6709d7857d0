import * as z from 'zod';
import type { ClaudeCodeView, ClaudeTest, SettingsChange } from '../model/claude-code.ts';
import { call, out } from './call.ts';

const hookChange = z.enum(['connect', 'disconnect']);

export const claudeCalls = {
  'claude:look': call(z.undefined(), out<ClaudeCodeView>(), []),
  'claude:preview': call(z.strictObject({ change: hookChange }), out<SettingsChange>(), ['unreadable']),
  /** Also adds or removes the connection to this computer. Bound to the file that was previewed. */
  'claude:apply': call(z.strictObject({ change: hookChange, beforeHash: z.string().length(64) }), out<null>(), [
    'unreadable',
    'changed',
    'not-written',
    'managed',
    'not-saved',
  ]),
  /** Takes as long as the person takes to answer, two minutes at most. */
  'claude:test': call(z.undefined(), out<ClaudeTest>(), []),
} as const;
