import { once } from 'node:events';
import { createServer } from 'node:net';
import { HttpListener } from '../listener/http-listener.js';
import { SwitchablePort } from '../listener/switchable-port.js';
import { FaultGate } from './fault-gate.js';
import { FaultSwitch } from './fault-switch.js';
import { parseFault } from './fault.js';

describe('FaultSwitch', () => {
  it('keeps a refusal in force whose port cannot be bound again, and says so', async () => {
    const port = await SwitchablePort.start(0, (number) =>
      HttpListener.start(number, 10, () => ({ status: 204 })),
    );
    const faults = new FaultSwitch(new FaultGate(), {
      shut: () => port.shut(),
      open: () => port.open(100),
    });
    await faults.set(parseFault({ type: 'refuse' }));
    const other = createServer().listen(port.port, '127.0.0.1');
    await once(other, 'listening');
    await expect(faults.set(undefined)).rejects.toMatchObject({
      status: 503,
      code: 'PORT_TAKEN',
      message: expect.stringContaining('EADDRINUSE'),
    });
    expect(faults.active?.fault.type).toBe('refuse');
    other.close();
    await faults.set(undefined);
    expect(faults.active).toBeUndefined();
    await port.close();
  });
});
