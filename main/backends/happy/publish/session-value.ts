import type { PublishContext } from './publish-context.ts';
import type { Attachment } from './attachment.ts';
import type { ShareKey } from './share-key.ts';
import type { ShareStanding } from './share-standing.ts';
import { VersionedValue, type VersionedOptions } from './versioned-value.ts';

/** One of the two encrypted values of a session, written over its socket. */
export function sessionValue(
  own: Pick<VersionedOptions, 'field' | 'event' | 'next' | 'onWritten' | 'onHeard' | 'onTooLarge' | 'name'>,
  parts: {
    readonly attachment: () => Attachment;
    readonly key: ShareKey;
    readonly standing: ShareStanding;
    readonly context: PublishContext;
  },
): VersionedValue {
  const { attachment, key, standing, context } = parts;
  const { clock, random, log } = context.tools;
  return new VersionedValue({
    ...own,
    call: async (event, payload) =>
      (await attachment().socket?.call(event, payload)) ?? { ok: false, error: { code: 'not-open' } },
    sessionId: () => attachment().sessionId ?? '',
    seal: (plaintext) => key.seal(plaintext),
    unseal: (sealed) => key.unseal(sealed),
    reread: () => attachment().reread(),
    onConflict: () => attachment().fail('conflict'),
    onTrouble: (trouble) => standing.trouble(own.field, trouble),
    clock,
    random,
    log,
  });
}
