import { hostBlockOf } from './host-block.js';

const aws = (platform: string, attributes: Record<string, string> = {}) =>
  hostBlockOf(
    { 'cloud.provider': 'aws', 'cloud.platform': platform, ...attributes },
    undefined,
  );

describe('the place that a segment comes from', () => {
  it.each([
    ['aws_ec2', 'AWS::EC2::Instance'],
    ['aws_ecs', 'AWS::ECS::Container'],
    ['aws_elastic_beanstalk', 'AWS::ElasticBeanstalk::Environment'],
    ['aws_eks', 'AWS::EKS::Container'],
    ['aws_app_runner', 'AWS::AppRunner::Service'],
    ['aws_something_new', undefined],
  ])('%s: %s', (platform, origin) => {
    expect(aws(platform).origin).toBe(origin);
  });

  it('is not told outside AWS', () => {
    expect(hostBlockOf({}, undefined)).toEqual({ aws: {} });
    expect(
      hostBlockOf(
        {
          'cloud.provider': 'gcp',
          'cloud.platform': 'aws_ec2',
          'host.id': 'x',
        },
        undefined,
      ),
    ).toEqual({ aws: {} });
  });

  it('is an EC2 instance', () => {
    expect(
      aws('aws_ec2', {
        'cloud.account.id': '123456789012',
        'cloud.region': 'eu-west-1',
        'cloud.availability_zone': 'eu-west-1a',
        'host.id': 'i-0abc',
        'host.type': 't4g.small',
        'host.image.id': 'ami-1',
      }).aws,
    ).toEqual({
      account_id: '123456789012',
      region: 'eu-west-1',
      ec2: {
        instance_id: 'i-0abc',
        availability_zone: 'eu-west-1a',
        instance_size: 't4g.small',
        ami_id: 'ami-1',
      },
    });
  });

  it('is a container of ECS, whatever host it runs on', () => {
    expect(
      aws('aws_ecs', {
        'host.id': 'not an instance',
        'container.name': 'backend',
        'container.id': 'abc',
        'aws.ecs.task.arn': 'arn:aws:ecs:eu-west-1:1:task/t',
      }).aws,
    ).toEqual({
      ecs: {
        container: 'backend',
        container_id: 'abc',
        task_arn: 'arn:aws:ecs:eu-west-1:1:task/t',
      },
    });
  });

  it('is an environment of Elastic Beanstalk', () => {
    expect(
      aws('aws_elastic_beanstalk', {
        'aws.elastic_beanstalk.environment_name': 'cruddur-prod',
        'aws.elastic_beanstalk.version_label': 'v7',
        'aws.elastic_beanstalk.deployment_id': '32',
      }).aws,
    ).toEqual({
      elastic_beanstalk: {
        environment_name: 'cruddur-prod',
        version_label: 'v7',
        deployment_id: 32,
      },
    });
  });

  it('links to the log group', () => {
    expect(hostBlockOf({}, 'cruddur').aws).toEqual({
      cloudwatch_logs: [{ log_group: 'cruddur' }],
    });
  });
});
