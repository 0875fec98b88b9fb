import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import { NameSwitch } from './name-switch.js';

/** Does what it is told by each way to a name that Node has, and tells what came of it. */
const CLIENT = `
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import { lookup as lookupPromise } from 'node:dns/promises';
import { request } from 'node:http';
import { connect } from 'node:net';

const code = (error) => error.cause?.code ?? error.code ?? String(error);
const settle = (start) =>
  new Promise((resolve, reject) => start(resolve, reject)).catch(code);
const ways = {
  fetch: ({ url }) =>
    fetch(url, { headers: { connection: 'close' } }).then(({ status }) => status, code),
  http: ({ url }) => settle((done, fail) => {
    request(url, { agent: false }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    }).on('error', fail).end();
  }),
  net: ({ host, port }) => settle((done, fail) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      done('connected');
    }).on('error', fail);
  }),
  dgram: ({ host, port }) => settle((done, fail) => {
    const socket = createSocket('udp4');
    socket.send('x', port, host, (error) => {
      socket.close();
      if (error) fail(error);
      else done('sent');
    });
  }),
  lookup: ({ host }) => settle((done, fail) => {
    lookup(host, (error, address) => (error ? fail(error) : done(address)));
  }),
  all: ({ host }) => settle((done, fail) => {
    lookup(host, { all: true }, (error, found) =>
      error ? fail(error) : done(found[0].address));
  }),
  promise: ({ host }) => lookupPromise(host).then(({ address }) => address, code),
};
process.on('message', async (target) => {
  const results = {};
  for (const [name, go] of Object.entries(ways)) results[name] = await go(target);
  process.send(results);
});
process.send('ready');
`;

describe('NameSwitch', () => {
  let sandbox: Sandbox;
  let names: NameSwitch;
  let child: ChildProcess;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
    names = await NameSwitch.create();
    child = spawn(
      process.execPath,
      [...names.nodeArguments, '--input-type=module', '--eval', CLIENT],
      {
        env: { PATH: process.env['PATH'], ...names.environment },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    await once(child, 'message');
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await names.close();
    await sandbox.close();
  });

  async function go(url: string): Promise<unknown> {
    const { hostname, port } = new URL(url);
    child.send({ url, host: hostname, port: Number(port) });
    const [results] = await once(child, 'message');
    return results;
  }

  it('has the names of vendors resolve or fail in a running process, whichever way they are asked for', async () => {
    const url = names.named('xray', `http://${sandbox.endpoints.xray}`);
    expect(new URL(url).hostname).toBe('xray.sandbox.localhost');
    const found = {
      fetch: 405,
      http: 405,
      net: 'connected',
      dgram: 'sent',
      lookup: '127.0.0.1',
      all: '127.0.0.1',
      promise: '127.0.0.1',
    };
    const allFailed = (code: string): object =>
      Object.fromEntries(Object.keys(found).map((way) => [way, code]));

    expect(await go(url)).toEqual(found);
    await sandbox.store.waitFor(
      (store) => store.counts().xray.requests === 3 || undefined,
    );
    await names.fail();
    expect(await go(url)).toEqual(allFailed('ENOTFOUND'));
    await names.fail('EAI_AGAIN');
    expect(await go(url)).toEqual(allFailed('EAI_AGAIN'));
    await names.restore();
    expect(await go(url)).toEqual(found);
  });

  it('leaves other names alone', async () => {
    await names.fail();
    expect(await go(`http://${sandbox.endpoints.xray}`)).toMatchObject({
      fetch: 405,
      dgram: 'sent',
      promise: '127.0.0.1',
    });
  });
});
