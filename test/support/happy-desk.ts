import { randomBytes } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { startDesk, type Desk } from './desk.ts';
import type { DrivenApp } from './driven-app.ts';
import { startHappyAgent, type AgentOptions, type HappyAgent } from './happy-agent/index.ts';
import { deriveKey } from './happy-crypto.ts';
import { connectHappyPhone, type HappyPhone } from './happy-phone/index.ts';
import { startHappyServer, type HappyServer } from './happy-server/index.ts';

/** A desktop of our own, and a Happy account with its phone. */
export interface HappyDesk {
  readonly desk: Desk;
  readonly server: HappyServer;
  readonly secret: Buffer;
  readonly phone: HappyPhone;
  /** What the account is recognized by, worked out apart from the product. */
  readonly fingerprint: string;
  /** A session on another computer. */
  agent(title: string, options?: Partial<AgentOptions>): Promise<HappyAgent>;
  stop(): Promise<void>;
}

export async function startHappyDesk(): Promise<HappyDesk> {
  const secret = randomBytes(32);
  const server = await startHappyServer();
  const account = { baseUrl: server.baseUrl, secret };
  const phone = await connectHappyPhone(account);
  const desk = await startDesk();
  const agents: HappyAgent[] = [];
  return {
    desk,
    server,
    secret,
    phone,
    fingerprint: fingerprintOf(secret),
    async agent(title, options = {}) {
      const metadata = { summary: { text: title, updatedAt: Date.now() }, ...options.metadata };
      const agent = await startHappyAgent({ ...account, ...options, metadata });
      agents.push(agent);
      return agent;
    },
    async stop() {
      await desk.stop();
      for (const agent of agents) agent.close();
      phone.close();
      await server.stop();
    },
  };
}

/** The anonymous id of the account, in groups of four. */
function fingerprintOf(secret: Buffer): string {
  const id = deriveKey(secret, 'Happy Coder', ['analytics', 'id']).subarray(0, 8).toString('hex');
  return id.match(/.{4}/g)?.join(' ') ?? '';
}

/** A person's hands in the window. */
export function handsOn(page: Page) {
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  return {
    region,
    /** A card of the inbox. */
    cardOf: (text: string) => page.locator('article.ask').filter({ hasText: text }),
    /** A card of the connections. */
    accountCard: (name: string) => page.getByRole('article', { name }),
    /** Presses a button once it takes the press. */
    async press(name: string | RegExp, within: Locator | Page = page): Promise<void> {
      await within
        .getByRole('button', { name, exact: true })
        .and(page.locator(':not([aria-disabled])'))
        .first()
        .click();
    },
    go: (place: string) =>
      page
        .getByRole('navigation', { name: 'Places' })
        .getByRole('button', { name: new RegExp(`^${place}`) })
        .click(),
    async openSession(title: string): Promise<void> {
      await page
        .getByRole('navigation', { name: 'Places' })
        .getByRole('button', { name: /^Sessions/ })
        .click();
      await region('Sessions')
        .getByRole('button', { name: new RegExp(title) })
        .click();
      await region('Session').waitFor();
    },
    receipt: (text: RegExp) => region('Decided lately').getByText(text).first(),
  };
}

export type Hands = ReturnType<typeof handsOn>;

/** Clicks in the tray; once more where the menu was drawn anew under the hand, which makes the first click void. */
export async function clickTray(desk: Desk, ...labels: string[]): Promise<void> {
  await desk.tray.click(...labels).catch(() => desk.tray.click(...labels));
}

/** Opens the window from the tray. */
export async function openWindow(desk: Desk, app: DrivenApp): Promise<Page> {
  await clickTray(desk, 'Open Gatehouse');
  const page = await app.window();
  await page.getByRole('region', { name: 'Inbox', exact: true }).waitFor();
  return page;
}
