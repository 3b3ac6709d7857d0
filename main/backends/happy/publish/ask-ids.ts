import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import type { Random } from '../../../ports/random.ts';

/**
 * By what names the other devices know the asks. An answer is an encrypted name and a yes: whoever keeps one could show it
 * again later, so that no name may ever stand for a second ask.
 */
export class AskIds {
  readonly #random: Random;
  readonly #used = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Names that earlier runs used. */
  note(ids: Iterable<string>): void {
    for (const id of ids) this.#used.add(id);
  }

  /** The id of the tool's use where it has one, because it joins the ask to the message that shows the call. */
  nameOf(request: PermissionRequest): string {
    const { toolUseId } = request;
    const isFree = toolUseId !== undefined && toolUseId !== '' && !this.#used.has(toolUseId);
    const name = isFree ? toolUseId : this.#random.uuid();
    this.#used.add(name);
    return name;
  }
}
