import type { Attributes } from '@opentelemetry/api';
import { fetchMetadata } from './fetch-metadata.js';
import { textFields } from './text-fields.js';

/** Where the container asks about itself; undefined outside ECS. Source: ECS developer guide, "Task metadata endpoint version 4". */
export function ecsMetadataService(
  env: NodeJS.ProcessEnv = process.env,
): URL | undefined {
  const given = env['ECS_CONTAINER_METADATA_URI_V4'];
  return given !== undefined && URL.canParse(given)
    ? new URL(given)
    : undefined;
}

/** The container and its task as resource attributes. Rejects when the endpoint is away. */
export async function ecsAttributes(
  service: URL,
  signal: AbortSignal,
): Promise<Attributes> {
  const [container, task] = await Promise.all(
    [
      service,
      new URL(`${service.pathname.replace(/\/$/, '')}/task`, service),
    ].map(async (url): Promise<unknown> =>
      JSON.parse(await fetchMetadata(url, { signal })),
    ),
  );
  const known = {
    ...textFields(container, {
      DockerId: 'container.id',
      Name: 'container.name',
      Image: 'container.image.name',
      ContainerARN: 'aws.ecs.container.arn',
    }),
    ...textFields(task, {
      Cluster: 'aws.ecs.cluster.arn',
      TaskARN: 'aws.ecs.task.arn',
      Family: 'aws.ecs.task.family',
      Revision: 'aws.ecs.task.revision',
      LaunchType: 'aws.ecs.launchtype',
      AvailabilityZone: 'cloud.availability_zone',
    }),
  };
  return {
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_ecs',
    ...known,
    ...placeOf(known['aws.ecs.task.arn']),
  };
}

/** `arn:aws:ecs:<region>:<account>:task/…` */
function placeOf(arn: unknown): Attributes {
  const [, , , region, account] = typeof arn === 'string' ? arn.split(':') : [];
  return {
    ...(region === undefined || region === ''
      ? {}
      : { 'cloud.region': region }),
    ...(account === undefined || account === ''
      ? {}
      : { 'cloud.account.id': account }),
  };
}
