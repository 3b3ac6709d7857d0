/**
 * What a table of words has to hold in any language: the same keys and the same parameters as the English one, with
 * other text. The compiler finds what is missing or too much.
 */
export type Wording<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Wording<R>
    : { readonly [K in keyof T]: Wording<T[K]> };
