/**
 * Pieces of schemas for what other programs encrypted. A decoration of the wrong type counts as absent, `null` too:
 * several versions of several programs write these objects, and one odd member must not hide the rest.
 */
import * as z from 'zod';

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);

export const number = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);

export const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);
