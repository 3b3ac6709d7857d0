import type { SessionId } from '../../../shared/ids.ts';
import type { LinkCause } from '../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CloseInfo, FailureHistory, Verdict } from '../../net/close-cause.ts';
import type { LinkState } from '../../net/link-state.ts';
import type { Link } from '../../net/link.ts';
import type { SendOutcome } from '../../ports/backend.ts';
import type { Context } from './context.ts';
import { classifyStream, isUnauthorized } from './errors.ts';

/** One session's way in and out, whichever generation of the transport carries it. */
export interface Channel {
  readonly version: 'v1' | 'v2';
  readonly link: Link;
  /** Hands over one control frame, once. */
  send(wire: string): Promise<Sent>;
}

/** `retryAfterMs`: the far side asked for a pause. `sequence`: the number it gave the frame in the stream, where it tells. */
export type Sent = SendOutcome & { readonly retryAfterMs?: number; readonly sequence?: number };

export interface ChannelOwner {
  onState(state: LinkState): void;
  onOpen(epoch: number): void;
  /** One message without envelope. A view. */
  onMessage(bytes: Buffer): void;
  /** One numbered event with its envelope. A view. */
  onEvent(bytes: Buffer): void;
  /** An unnumbered event with its envelope: shown while it lasts. */
  onEphemeral(bytes: Buffer): void;
  /** The stream cannot be continued without a hole. */
  onGap(): void;
  lastEventId(): string | null;
  /** The far side forgot the numbering: read from the start. */
  forgetPosition(): void;
  priority(): number;
}

/** Told of a status that may mean that the service lacks this generation. @returns true if it is being looked into. */
export type OnMissingRoute = (status: number) => boolean;

export type OpenChannel = (
  context: Context,
  sessionId: SessionId,
  owner: ChannelOwner,
  onMissingRoute: OnMissingRoute,
) => Channel;

/** Headers and verdicts that both generations share: a refused token is read again once, for all streams together. */
export function dialling(context: Context, owner: ChannelOwner, onMissingRoute: OnMissingRoute) {
  let usedToken: string | null = null;
  return {
    async headers(): Promise<Result<Readonly<Record<string, string>>, LinkCause>> {
      const token = await context.signIn.token();
      if (!token.ok) return err({ code: 'unauthorized' });
      usedToken = token.value;
      return ok(context.rest.headers(token.value));
    },
    classify(info: CloseInfo, history: FailureHistory): Verdict {
      if (isUnauthorized(info) && usedToken !== null) context.signIn.refuse(usedToken);
      if (info.tag === 'status') {
        if (info.status === 410) owner.forgetPosition();
        if (onMissingRoute(info.status)) return { tag: 'retry', cause: { code: 'protocol', status: info.status } };
      }
      return classifyStream(info, history);
    },
  };
}
