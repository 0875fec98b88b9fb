import type { Attributes } from '@opentelemetry/api';

/** What a segment says of the place it comes from. */
export interface HostBlock {
  /** The type of AWS resource that runs the service. */
  readonly origin?: string;
  /** Fields of the segment's `aws`. */
  readonly aws: Readonly<Record<string, unknown>>;
}

/** Source: AWS X-Ray developer guide, "X-Ray segment documents", `origin`; the last two by OpenTelemetry's X-Ray exporter. */
const ORIGINS: Readonly<Record<string, string>> = {
  aws_ec2: 'AWS::EC2::Instance',
  aws_ecs: 'AWS::ECS::Container',
  aws_elastic_beanstalk: 'AWS::ElasticBeanstalk::Environment',
  aws_eks: 'AWS::EKS::Container',
  aws_app_runner: 'AWS::AppRunner::Service',
};

/** Resource attributes by the fields of `aws` that they fill; a block stands only where its first field is known. */
const BLOCKS = {
  ec2: {
    instance_id: 'host.id',
    availability_zone: 'cloud.availability_zone',
    instance_size: 'host.type',
    ami_id: 'host.image.id',
  },
  ecs: {
    container: 'container.name',
    container_id: 'container.id',
    container_arn: 'aws.ecs.container.arn',
    cluster_arn: 'aws.ecs.cluster.arn',
    task_arn: 'aws.ecs.task.arn',
    task_family: 'aws.ecs.task.family',
    launch_type: 'aws.ecs.launchtype',
    availability_zone: 'cloud.availability_zone',
  },
  elastic_beanstalk: {
    environment_name: 'aws.elastic_beanstalk.environment_name',
    version_label: 'aws.elastic_beanstalk.version_label',
    deployment_id: 'aws.elastic_beanstalk.deployment_id',
  },
} as const;

/**
 * `origin` and `aws` of a segment, from resource attributes by OpenTelemetry's names; they were detected, or set by
 * `OTEL_RESOURCE_ATTRIBUTES`.
 *
 * @param logGroup name of the CloudWatch group that has the request's lines: X-Ray's console links to it
 */
export function hostBlockOf(
  resource: Attributes,
  logGroup: string | undefined,
): HostBlock {
  const platform = resource['cloud.platform'];
  const isAws = resource['cloud.provider'] === 'aws';
  const origin =
    isAws && typeof platform === 'string' ? ORIGINS[platform] : undefined;
  return {
    ...(origin === undefined ? {} : { origin }),
    aws: {
      ...(isAws
        ? {
            ...filled(resource, {
              account_id: 'cloud.account.id',
              region: 'cloud.region',
            }),
            ...(platform === 'aws_ec2' || platform === 'aws_elastic_beanstalk'
              ? block(resource, 'ec2')
              : {}),
            ...block(resource, 'ecs'),
            ...block(resource, 'elastic_beanstalk'),
          }
        : {}),
      ...(logGroup === undefined
        ? {}
        : { cloudwatch_logs: [{ log_group: logGroup }] }),
    },
  };
}

function block(
  resource: Attributes,
  name: keyof typeof BLOCKS,
): Record<string, unknown> {
  const fields: Readonly<Record<string, string>> = BLOCKS[name];
  const [first = ''] = Object.values(fields);
  const known = filled(resource, fields);
  if (resource[first] === undefined) {
    return {};
  }
  const { deployment_id: deployment } = known;
  const id = Number(deployment);
  return {
    [name]: {
      ...known,
      // The format wants a number here.
      ...(deployment === undefined || !Number.isSafeInteger(id)
        ? {}
        : { deployment_id: id }),
    },
  };
}

function filled(
  resource: Attributes,
  fields: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([field, attribute]) => [field, resource[attribute]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
}
