import * as z from 'zod';
import type { TokenUsage } from '../../../../shared/model/session.ts';
import { number } from './lenient.ts';

const usageWire = z.object({
  input_tokens: z.number(),
  cache_creation_input_tokens: number,
  cache_read_input_tokens: number,
  output_tokens: z.number(),
});

/** Counts of the model service, as a session tells them; undefined where there are none. */
export function tokenUsage(value: unknown): TokenUsage | undefined {
  const read = usageWire.safeParse(value);
  if (!read.success) return undefined;
  const { input_tokens: input, output_tokens: outputTokens } = read.data;
  const cached = (read.data.cache_creation_input_tokens ?? 0) + (read.data.cache_read_input_tokens ?? 0);
  return { contextTokens: input + cached, outputTokens };
}
