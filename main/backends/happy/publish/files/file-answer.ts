import type { OtherDeviceWords } from '../../../../../shared/strings/other-devices.ts';

/** Why nothing was done: in the person's words, or in those of the programs that call. */
export type FileFault = keyof OtherDeviceWords['files'] | { readonly wire: string } | { readonly system: string };

/** What the file methods answer: either what was asked for, or why not. */
export type FileAnswer =
  | (Readonly<Record<string, unknown>> & { readonly success: true })
  | { readonly success: false; readonly why: FileFault };

export function refused(why: FileFault): FileAnswer {
  return { success: false, why };
}
