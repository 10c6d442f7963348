import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Page } from '@playwright/test';
import type { Foyer } from './stack.ts';

/** The wire between a browser and the database, which tests can cut and mend. */
export class Wire {
  readonly #listener = createServer((client) => {
    this.#carry(client);
  });
  readonly #sockets = new Set<Socket>();
  readonly #target: URL;
  #isCut = false;
  /** How often a client has tried to connect. */
  attempts = 0;

  private constructor(target: string) {
    this.#target = new URL(target);
  }

  static async to(foyer: Foyer): Promise<Wire> {
    const wire = new Wire(foyer.addresses.database);
    await new Promise<void>((resolve) => wire.#listener.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  /** From now on this page, and what it opens, reaches the database by this wire. */
  async put(page: Page): Promise<void> {
    const { port } = this.#listener.address() as AddressInfo;
    await page.context().route('**/api/loginExternal', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({
        response: answer,
        body: text.replaceAll(this.#target.host, `127.0.0.1:${port}`),
      });
    });
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  heal(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#listener.close(resolve));
  }

  #carry(client: Socket): void {
    this.attempts += 1;
    if (this.#isCut) {
      client.destroy();
      return;
    }
    const server = connect(Number(this.#target.port), this.#target.hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
