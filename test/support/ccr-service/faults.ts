import type { RouteName } from './routes.ts';

export type Fault =
  | { readonly tag: 'status'; readonly status: number; readonly headers: Record<string, string>; readonly body: string }
  /** The connection is reset before anything was done. */
  | { readonly tag: 'reset' }
  /** The request is never answered. */
  | { readonly tag: 'hang' }
  /** The request is carried out, then the connection is reset instead of an answer. */
  | { readonly tag: 'lose-reply' };

/** Faults waiting for requests, first planned first used. */
export class Faults {
  readonly #planned: { readonly route: RouteName | 'any'; readonly fault: Fault; times: number }[] = [];

  plan(route: RouteName | 'any', fault: Fault, times: number): void {
    this.#planned.push({ route, fault, times });
  }

  take(route: RouteName): Fault | null {
    const entry = this.#planned.find((planned) => planned.route === route || planned.route === 'any');
    if (entry === undefined) return null;
    entry.times--;
    if (entry.times <= 0) this.#planned.splice(this.#planned.indexOf(entry), 1);
    return entry.fault;
  }

  clear(): void {
    this.#planned.length = 0;
  }
}
