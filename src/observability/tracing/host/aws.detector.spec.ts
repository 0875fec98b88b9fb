import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detectResources } from '@opentelemetry/resources';
import { awsDetector } from './aws.detector.js';
import { beanstalkAttributes } from './beanstalk-host.js';
import { ec2MetadataService } from './ec2-host.js';

const TOKEN = 'AQAEAJ';
const TASK = 'arn:aws:ecs:eu-west-1:123456789012:task/cluster/t1';

/** The instance metadata service, version 2 only. */
const imds: RequestListener = (request, response) => {
  if (request.method === 'PUT' && request.url === '/latest/api/token') {
    const ttl = request.headers['x-aws-ec2-metadata-token-ttl-seconds'];
    response.statusCode = ttl === undefined ? 400 : 200;
    response.end(TOKEN);
  } else if (request.headers['x-aws-ec2-metadata-token'] !== TOKEN) {
    response.writeHead(401).end();
  } else if (request.url === '/latest/dynamic/instance-identity/document') {
    response.end(
      JSON.stringify({
        accountId: '123456789012',
        region: 'eu-west-1',
        availabilityZone: 'eu-west-1a',
        instanceId: 'i-0abc',
        instanceType: 't4g.small',
        imageId: 'ami-1',
        kernelId: null,
      }),
    );
  } else {
    response.writeHead(404).end();
  }
};

const ecs: RequestListener = (request, response) => {
  response.end(
    JSON.stringify(
      request.url === '/v4/x/task'
        ? {
            Cluster: 'cluster',
            TaskARN: TASK,
            Family: 'cruddur',
            Revision: '7',
            LaunchType: 'FARGATE',
          }
        : { DockerId: 'abc', Name: 'backend', ContainerARN: 'arn:c' },
    ),
  );
};

async function detected(): Promise<Record<string, unknown>> {
  const resource = detectResources({ detectors: [awsDetector] });
  await resource.waitForAsyncAttributes?.();
  return { ...resource.attributes };
}

describe('awsDetector', () => {
  let server: Server;
  const variables = [
    'AWS_EC2_METADATA_SERVICE_ENDPOINT',
    'AWS_EC2_METADATA_DISABLED',
    'ECS_CONTAINER_METADATA_URI_V4',
  ];

  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' && address?.port)}`;
  };

  beforeEach(() => {
    for (const name of variables) {
      vi.stubEnv(name, undefined);
    }
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    server?.closeAllConnections();
    server?.close();
  });

  it('asks nobody outside AWS', async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    expect(await detected()).toEqual({});
    expect(
      ec2MetadataService({ AWS_EC2_METADATA_DISABLED: 'TRUE' }),
    ).toBeUndefined();
  });

  it('knows an EC2 instance by its identity document', async () => {
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', await serve(imds));
    expect(await detected()).toEqual({
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_ec2',
      'cloud.account.id': '123456789012',
      'cloud.region': 'eu-west-1',
      'cloud.availability_zone': 'eu-west-1a',
      'host.id': 'i-0abc',
      'host.type': 't4g.small',
      'host.image.id': 'ami-1',
    });
  });

  it('knows a container of ECS by its task', async () => {
    vi.stubEnv('ECS_CONTAINER_METADATA_URI_V4', `${await serve(ecs)}/v4/x`);
    expect(await detected()).toEqual({
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_ecs',
      'cloud.account.id': '123456789012',
      'cloud.region': 'eu-west-1',
      'container.id': 'abc',
      'container.name': 'backend',
      'aws.ecs.container.arn': 'arn:c',
      'aws.ecs.cluster.arn': 'cluster',
      'aws.ecs.task.arn': TASK,
      'aws.ecs.task.family': 'cruddur',
      'aws.ecs.task.revision': '7',
      'aws.ecs.launchtype': 'FARGATE',
    });
  });

  it.each<[string, RequestListener]>([
    ['refuses', (_request, response) => void response.writeHead(403).end()],
    ['talks nonsense', (_request, response) => void response.end('<html>')],
    [
      'redirects',
      (_request, response) =>
        void response.writeHead(302, { location: '/' }).end(),
    ],
    ['hangs', () => {}],
  ])('gives up in a second where the service %s', async (_name, listener) => {
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', await serve(listener));
    const before = performance.now();
    expect(await detected()).toEqual({});
    expect(performance.now() - before).toBeLessThan(1900);
  });

  it('knows an environment of Elastic Beanstalk by its file', () => {
    const file = join(
      mkdtempSync(join(tmpdir(), 'beanstalk-')),
      'environment.conf',
    );
    writeFileSync(
      file,
      JSON.stringify({
        environment_name: 'cruddur-prod',
        version_label: 'v7',
        deployment_id: 32,
      }),
    );
    expect(beanstalkAttributes(file)).toEqual({
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_elastic_beanstalk',
      'aws.elastic_beanstalk.environment_name': 'cruddur-prod',
      'aws.elastic_beanstalk.version_label': 'v7',
      'aws.elastic_beanstalk.deployment_id': '32',
    });
    expect(beanstalkAttributes(`${file}.missing`)).toEqual({});
  });
});
