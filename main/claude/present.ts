/** Drops members that are undefined, so that an absent value is an absent key. */
export function present<T extends object>(members: { readonly [K in keyof T]-?: T[K] | undefined }): T;
export function present(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
