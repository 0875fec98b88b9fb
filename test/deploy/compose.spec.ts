import { configVariables, loadConfig } from '../../src/config/index.js';
import { environmentOf, readComposeFile, serviceOf } from './compose-file.js';

const CREDENTIALS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
];

/** The backend's configuration as it starts in its container. */
function configOn(host: Readonly<Record<string, string>>) {
  const backend = serviceOf(readComposeFile(host), 'backend');
  return loadConfig({
    NODE_ENV: 'production',
    HOST: '0.0.0.0',
    ...environmentOf(backend, host),
  });
}

function published(host?: Record<string, string>): string[] {
  return Object.values(readComposeFile(host).services).flatMap(
    ({ ports }) => ports,
  );
}

describe('docker-compose.yml', () => {
  const file = readComposeFile();

  it('has the backend, its database and the two ways out', () => {
    expect(Object.keys(file.services).toSorted()).toEqual([
      'backend',
      'database',
      'otel-collector',
      'xray-daemon',
    ]);
    expect(serviceOf(file, 'backend').build).toEqual({ context: '.' });
  });

  it('publishes the port of the API and nothing else, on loopback unless told otherwise', () => {
    expect(published()).toEqual(['127.0.0.1:4567:4567']);
    expect(published({ PUBLISH_ADDRESS: '0.0.0.0' })).toEqual([
      '0.0.0.0:4567:4567',
    ]);
  });

  it('pins every image to a full version', () => {
    const images = Object.values(file.services).flatMap(({ image }) =>
      image === undefined ? [] : [image],
    );
    expect(images).toHaveLength(3);
    for (const image of images) {
      expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?$/);
    }
  });

  it('sets only variables of the backend that the backend reads', () => {
    const known = new Set([
      ...configVariables.map(({ name }) => name),
      ...CREDENTIALS,
    ]);
    const unknown = Object.keys(serviceOf(file, 'backend').environment).filter(
      (name) => !known.has(name),
    );
    expect(unknown).toEqual([]);
  });

  it('waits for the database to be healthy, and for nobody who cannot tell', () => {
    const { depends_on: conditions } = serviceOf(file, 'backend');
    expect(serviceOf(file, 'database').healthcheck?.test).toContain(
      'pg_isready',
    );
    for (const [name, { condition }] of Object.entries(conditions)) {
      const probed = serviceOf(file, name).healthcheck !== undefined;
      expect([name, condition]).toEqual([
        name,
        probed ? 'service_healthy' : 'service_started',
      ]);
    }
    expect(Object.keys(conditions)).toHaveLength(3);
  });

  it('keeps the database off every network that leads out', () => {
    expect(serviceOf(file, 'database').networks).toEqual(['data']);
    expect(file.networks['data']).toEqual({ internal: true });
  });

  it('keeps the database’s files in a named volume', () => {
    const [volume = ''] = serviceOf(file, 'database').volumes;
    expect(Object.keys(file.volumes)).toContain(volume.split(':')[0]);
  });

  it('lets the X-Ray daemon listen where the backend sends, and out of the database’s reach', () => {
    const daemon = serviceOf(file, 'xray-daemon');
    expect(daemon.command?.join(' ')).toContain('-b 0.0.0.0:2000');
    expect(daemon.networks).toEqual(['telemetry']);
  });

  it('gives the backend longer to stop than it takes to deliver its last telemetry', () => {
    expect(
      Number.parseInt(serviceOf(file, 'backend').stop_grace_period ?? '', 10),
    ).toBeGreaterThan(20);
  });

  it('has no default for a secret that could pass for one', () => {
    const defaults = Object.values(file.services)
      .flatMap(({ environment }) => Object.entries(environment))
      .filter(([name]) => /KEY|TOKEN|SECRET/.test(name))
      .map(([, value]) => value ?? '');
    expect(defaults.length).toBeGreaterThan(0);
    expect(defaults.join('')).toBe('');
  });
});

describe('the backend in the composition', () => {
  it('starts on a host that sets nothing: traces and segments on, the rest off', () => {
    const config = configOn({});
    expect(config.tracing.otlp?.tracesUrl).toBe(
      'http://otel-collector:4318/v1/traces',
    );
    expect(config.xray.daemon?.udp).toEqual({
      host: 'xray-daemon',
      port: 2000,
    });
    expect(config.logging.cloudWatch).toBeUndefined();
    expect(config.errorReporting.rollbar).toBeUndefined();
    expect(config.sandbox.start).toBe(false);
    expect(config.database.url?.reveal()).toBe(
      'postgresql://cruddur:cruddur@database:5432/cruddur',
    );
  });

  it('writes to the log group cruddur when the host names a region', () => {
    const { cloudWatch } = configOn({ AWS_REGION: 'eu-central-1' }).logging;
    expect(cloudWatch).toMatchObject({
      group: 'cruddur',
      region: 'eu-central-1',
    });
  });

  it('ignores a log stream where no region turns CloudWatch on', () => {
    const { logging } = configOn({ CLOUDWATCH_LOG_STREAM: 'one' });
    expect(logging.cloudWatch).toBeUndefined();
  });

  it('reports errors when the host has a token', () => {
    const host = { ROLLBAR_ACCESS_TOKEN: 'a-token' };
    const { rollbar } = configOn(host).errorReporting;
    expect(rollbar?.accessToken.reveal()).toBe('a-token');
    expect(rollbar?.environment).toBe('production');
  });

  it('and the database agree on the password', () => {
    const host = { POSTGRES_PASSWORD: 'other' };
    const database = serviceOf(readComposeFile(host), 'database');
    expect(environmentOf(database)['POSTGRES_PASSWORD']).toBe('other');
    expect(configOn(host).database.url?.reveal()).toContain(':other@');
  });

  it('hands AWS credentials on only where the host has them', () => {
    const host = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'an-id' };
    const backend = serviceOf(readComposeFile(host), 'backend');
    expect(environmentOf(backend, host)['AWS_ACCESS_KEY_ID']).toBe('an-id');
    expect(environmentOf(backend)).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });
});
