import { isLoopback, isPrivate } from './gateway.host.js';

const hostname = (host: string) => new URL(`http://${host}:4010/`).hostname;

describe('a host', () => {
  it.each(['localhost', 'a.localhost', '127.0.0.1', '127.1', '2130706433', '[::1]', '0.0.0.0'])(
    '%s is this machine, and so in a network of one’s own',
    (host) => {
      expect([isLoopback(hostname(host)), isPrivate(hostname(host))]).toEqual([true, true]);
    },
  );

  it.each([
    'sandbox',
    'ovgc_sandbox',
    'host.docker.internal',
    'sandbox.default.svc.cluster.local',
    'gateway.test',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.1.1',
    '[fd00::1]',
    '[fe80::1]',
    '[::ffff:10.0.0.1]',
  ])('%s is another machine in a network of one’s own', (host) => {
    expect([isLoopback(hostname(host)), isPrivate(hostname(host))]).toEqual([false, true]);
  });

  it.each([
    'billing.ovgcpayments.com',
    'localhost.example',
    'sandbox.com',
    'sandbox.example',
    '172.32.0.1',
    '11.0.0.1',
    '193.168.1.1',
    '8.8.8.8',
    '[2001:db8::1]',
    '[::2]',
  ])('%s is public', (host) => {
    expect([isLoopback(hostname(host)), isPrivate(hostname(host))]).toEqual([false, false]);
  });
});
