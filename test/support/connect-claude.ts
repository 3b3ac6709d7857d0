import type { Handlers } from '../../shared/ipc/types.ts';

/** Does what the button does: previews the change of the settings, and makes it. */
export async function connectClaude(handlers: Handlers): Promise<void> {
  const preview = await handlers['claude:preview']({ change: 'connect' });
  if (!preview.ok) throw new Error(`no preview: ${JSON.stringify(preview.error)}`);
  const applied = await handlers['claude:apply']({ change: 'connect', beforeHash: preview.value.beforeHash });
  if (!applied.ok) throw new Error(`not connected: ${JSON.stringify(applied.error)}`);
}
