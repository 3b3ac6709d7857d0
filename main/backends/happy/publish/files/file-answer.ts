/** What the file methods answer: `success`, and either what was asked for or why not. */
export type FileAnswer = Readonly<Record<string, unknown>> & { readonly success: boolean };

export function refused(error: string): FileAnswer {
  return { success: false, error };
}
