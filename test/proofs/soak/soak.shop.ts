import { Agent, request } from 'node:http';
import { SECRET } from '../../support/app.js';
import { ShopProcess } from '../../support/shop-process/shop.process.js';
import type { MemorySample } from './soak.figures.js';

/** A shop under load, called over HTTP. */
export class SoakShop {
  // A request that finds no free connection waits for one, and its wait counts: a real gateway wouldn't flood a slow
  // shop with connections either.
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 100 });

  private constructor(
    private readonly process: ShopProcess,
    private readonly url: string,
  ) {}

  static async start(server: string, folder: string, gatewayUrl: string): Promise<SoakShop> {
    const shop = new ShopProcess(server, {
      execArgv: ['--expose-gc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const url = await shop.open({
      folder,
      gatewayUrl,
      webhookSecret: SECRET,
      backoff: { maxDelayMs: 4000 },
      writesLetters: false,
    });
    return new SoakShop(shop, String(url));
  }

  /** Resolves with the status of the answer. */
  async post(path: string, body: object): Promise<number> {
    return (await this.exchange('POST', path, JSON.stringify(body))).status;
  }

  async memory(): Promise<MemorySample> {
    return JSON.parse((await this.exchange('GET', '/memory')).text) as MemorySample;
  }

  /** How many deliveries are in each state. */
  async deliveries(): Promise<{ pending: number; deadLettered: number }> {
    const { text } = await this.exchange('GET', '/deliveries');
    return JSON.parse(text) as { pending: number; deadLettered: number };
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.process.close();
  }

  private exchange(
    method: string,
    path: string,
    body = '',
  ): Promise<{ status: number; text: string }> {
    const headers = body === '' ? {} : { 'Content-Type': 'application/json' };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.url), { method, agent: this.agent, headers });
      sent.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
