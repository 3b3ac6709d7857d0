/** What pure code uses of the one class that every runtime of ours has, and no version of ECMAScript. */
declare class URL {
  constructor(url: string);
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
}
