import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { MemorySample } from './soak.figures.js';

/** The shop under load, as it is seen from outside. */
export class SoakShop {
  // What finds no connection free waits for one, and its wait counts: a shop that stalls is not to be flooded with
  // connections, as no gateway would.
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 100 });

  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(folder: string, seed: number, gatewayUrl: string): Promise<SoakShop> {
    const child = fork(new URL('./soak.server.ts', import.meta.url), [folder, String(seed)], {
      execArgv: ['--expose-gc', '--import', '@swc-node/register/esm-register'],
      env: {
        ...process.env,
        GATEWAY_URL: gatewayUrl,
        SWC_NODE_PROJECT: 'test/tsconfig.json',
        NODE_ENV: 'production',
      },
    });
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    return new SoakShop(child, url);
  }

  /** Answers the status. */
  async post(path: string, body: object): Promise<number> {
    return (await this.exchange('POST', path, JSON.stringify(body))).status;
  }

  async memory(): Promise<MemorySample> {
    return JSON.parse((await this.exchange('GET', '/memory')).text) as MemorySample;
  }

  /** How many deliveries stand where. */
  async deliveries(): Promise<{ pending: number; deadLettered: number }> {
    const { text } = await this.exchange('GET', '/deliveries');
    return JSON.parse(text) as { pending: number; deadLettered: number };
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
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
