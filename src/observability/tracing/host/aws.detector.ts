import type { Attributes } from '@opentelemetry/api';
import type {
  DetectedResource,
  ResourceDetector,
} from '@opentelemetry/resources';
import { beanstalkAttributes } from './beanstalk-host.js';
import { ec2Attributes, ec2MetadataService } from './ec2-host.js';
import { ecsAttributes, ecsMetadataService } from './ecs-host.js';

/** Time that all questions may take together, in milliseconds. Metadata services answer within a few. */
const TIME_LIMIT_MS = 1000;

/** What may be found out; each is known at once, later or never. */
const ATTRIBUTES = [
  'cloud.provider',
  'cloud.platform',
  'cloud.account.id',
  'cloud.region',
  'cloud.availability_zone',
  'host.id',
  'host.type',
  'host.image.id',
  'container.id',
  'container.name',
  'container.image.name',
  'aws.ecs.container.arn',
  'aws.ecs.cluster.arn',
  'aws.ecs.task.arn',
  'aws.ecs.task.family',
  'aws.ecs.task.revision',
  'aws.ecs.launchtype',
  'aws.elastic_beanstalk.environment_name',
  'aws.elastic_beanstalk.version_label',
  'aws.elastic_beanstalk.deployment_id',
] as const;

/**
 * Where in AWS the process runs, as resource attributes by OpenTelemetry's names: EC2, ECS, Elastic Beanstalk. Nobody is
 * asked outside AWS, nothing waits for an answer, and what does not come in a second stays unknown.
 */
export const awsDetector: ResourceDetector = {
  detect(): DetectedResource {
    const beanstalk = beanstalkAttributes();
    const ecs = ecsMetadataService();
    const ec2 = ecs === undefined ? ec2MetadataService() : undefined;
    if (ecs === undefined && ec2 === undefined) {
      return { attributes: beanstalk };
    }
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const asked =
      ecs === undefined
        ? ec2 && ec2Attributes(ec2, signal)
        : ecsAttributes(ecs, signal);
    const known = Promise.resolve(asked).then(
      (found): Attributes => ({ ...found, ...beanstalk }),
      () => beanstalk,
    );
    return {
      attributes: Object.fromEntries(
        ATTRIBUTES.map((name) => [name, known.then((it) => it[name])]),
      ),
    };
  },
};
