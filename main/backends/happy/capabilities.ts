import { NO_CAPABILITIES, type Capabilities } from '../../../shared/model/connection.ts';
import type { SessionControl } from '../../../shared/model/session.ts';
import type { HappySettings } from '../../../shared/model/settings.ts';
import { agentStyle, mayCall } from './translate/agent-style.ts';
import type { SessionMetadata } from './wire/metadata.ts';

export function capabilitiesOf({ viewerOnly }: Pick<HappySettings, 'viewerOnly'>): Capabilities {
  const may = !viewerOnly;
  return {
    ...NO_CAPABILITIES,
    history: true,
    answer: may,
    sendMessage: may,
    interrupt: may,
    setMode: may,
    rename: may,
    archive: may,
    end: may,
    handOver: may,
  };
}

/** How a session differs from what its connection can do in general. */
export function sessionCan(
  general: Capabilities,
  metadata: SessionMetadata | null,
  standing: { readonly isThere: boolean; readonly control: SessionControl },
): Partial<Capabilities> {
  const isReadable = metadata !== null;
  if (metadata === null || !standing.isThere) {
    const gone = { answer: false, sendMessage: false, interrupt: false, setMode: false, end: false, handOver: false };
    return { ...gone, rename: general.rename && isReadable, archive: general.archive && isReadable };
  }
  const style = agentStyle(metadata);
  const isClaude = style.tag === 'claude';
  return {
    answer: general.answer && standing.control === 'remote' && mayCall(style, 'permission'),
    sendMessage: general.sendMessage,
    interrupt: general.interrupt && standing.control === 'remote' && mayCall(style, 'abort'),
    setMode: general.setMode && isClaude,
    rename: general.rename,
    // A program that still runs takes it as the order to end, which is a command of its own.
    archive: false,
    end: general.end && mayCall(style, 'killSession'),
    handOver: general.handOver && isClaude && mayCall(style, 'switch'),
  };
}
