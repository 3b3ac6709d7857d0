/** The daemon's side of the socket. */
import { z } from 'zod';
import type { Heard } from './heard.ts';
import { updateBlob } from './update-blob.ts';

const alive = z.looseObject({ machineId: z.string(), time: z.number() });

export const machineEvents: Readonly<Record<string, (heard: Heard) => void>> = {
  'machine-alive': ({ core, peer, payload }) => {
    const read = alive.safeParse(payload);
    const machine = read.success ? core.store.machine(peer.accountId, read.data.machineId) : null;
    const timeMs = read.success ? core.presence.clamp(read.data.time) : null;
    if (machine === null || timeMs === null) return;
    machine.isActive = true;
    machine.activeAtMs = timeMs;
    core.out.ephemeral(peer.accountId, machineActivity(machine.id, true, timeMs));
  },
  'machine-update-metadata': (heard) => updateMachineBlob(heard, 'metadata'),
  'machine-update-state': (heard) => updateMachineBlob(heard, 'daemonState'),
};

export const machineActivity = (id: string, active: boolean, activeAt: number) => ({
  type: 'machine-activity',
  id,
  active,
  activeAt,
});

function updateMachineBlob(heard: Heard, name: 'metadata' | 'daemonState'): void {
  const { core, peer } = heard;
  const ack = (reply: unknown) =>
    heard.ack(isPlainError(reply) ? { result: 'error', message: 'Machine not found' } : reply);
  updateBlob(
    { ...heard, ack },
    {
      idField: 'machineId',
      valueField: name,
      mayBeNull: false,
      find: (id) => {
        const machine = core.store.machine(peer.accountId, id);
        if (machine === null) return 'error';
        return {
          blob: machine[name],
          written: (written) => {
            machine.updatedAtMs = core.clock.nowMs();
            const body = { t: 'update-machine', machineId: id, [name]: written };
            core.out.update(peer.accountId, body, { tag: 'machine', id });
          },
        };
      },
    },
  );
}

const isPlainError = (reply: unknown) =>
  typeof reply === 'object' && reply !== null && 'result' in reply && reply.result === 'error';
