import { projectDir } from '../../build/bundle/project-paths.mjs';
import { electronRuntime } from '../../build/runtime/electron-runtime.mjs';
import { startPrivateBus } from '../../build/runtime/private-bus.mjs';
import { startPrivateDisplay } from '../../build/runtime/private-display.mjs';

export interface Rig {
  /** The environment of a process that shall be on this rig's display and session bus. */
  readonly env: Record<string, string>;
  readonly executablePath: string;
  /** Put these before your own arguments: the flags for this user and the app's folder. */
  readonly args: readonly string[];
  stop(): Promise<void>;
}

/** Starts a screen and a session bus that belong to the caller alone, and names the Electron to run on them. */
export async function startRig(): Promise<Rig> {
  const electron = await electronRuntime();
  const display = await startPrivateDisplay();
  const bus = await startPrivateBus();
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return {
    env: { ...(Object.fromEntries(inherited) as Record<string, string>), ...display.env, ...bus.env },
    executablePath: electron.executablePath,
    args: [...electron.flags, projectDir],
    stop: async () => {
      await bus.stop();
      await display.stop();
    },
  };
}
