import { DaemonAddresses } from './daemon-addresses.js';

describe('DaemonAddresses', () => {
  const first = { address: '127.0.0.1', family: 4 };
  const second = { address: '::1', family: 6 };

  it.each([
    ['127.0.0.1', 4],
    ['::1', 6],
  ])('asks no name server about %s', async (host, family) => {
    const addresses = new DaemonAddresses(host, () =>
      Promise.reject(new Error('asked')),
    );

    addresses.advance();
    expect(await addresses.current()).toEqual({ address: host, family });
  });

  it('takes each address of a name in turn as they fail', async () => {
    const addresses = new DaemonAddresses('daemon', () =>
      Promise.resolve([first, second]),
    );

    expect(await addresses.current()).toEqual(first);
    addresses.advance();
    expect(await addresses.current()).toEqual(second);
    addresses.advance();
    expect(await addresses.current()).toEqual(first);
  });

  it('goes on with the known address while name servers do not answer', async () => {
    let asked = 0;
    const addresses = new DaemonAddresses('daemon', () => {
      asked += 1;
      return asked === 1 ? Promise.resolve([first]) : new Promise(() => {});
    });
    await addresses.current();

    addresses.advance();
    expect(await addresses.current()).toEqual(first);
    expect(await addresses.current()).toEqual(first);
    expect(asked).toBe(2);
  });

  it('goes over to a new address of the name', async () => {
    const answers = [[first], [second]];
    const addresses = new DaemonAddresses('daemon', () =>
      Promise.resolve(answers.shift() ?? []),
    );
    await addresses.current();

    addresses.advance();
    await expect.poll(() => addresses.current()).toEqual(second);
  });

  it('rejects while the name was never found, and asks again', async () => {
    let known = false;
    const addresses = new DaemonAddresses('daemon', () =>
      known ? Promise.resolve([first]) : Promise.reject(new Error('ENOTFOUND')),
    );
    await expect(addresses.current()).rejects.toThrow('ENOTFOUND');

    known = true;
    expect(await addresses.current()).toEqual(first);
  });
});
