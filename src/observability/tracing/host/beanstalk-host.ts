import { readFileSync } from 'node:fs';
import type { Attributes } from '@opentelemetry/api';
import { textFields } from './text-fields.js';

/** Written by Elastic Beanstalk for X-Ray. Source: aws-xray-sdk-core, plugin ElasticBeanstalk. */
const ENVIRONMENT_FILE = '/var/elasticbeanstalk/xray/environment.conf';

/** The environment as resource attributes; none outside Elastic Beanstalk. */
export function beanstalkAttributes(path = ENVIRONMENT_FILE): Attributes {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return {
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_elastic_beanstalk',
      ...textFields(file, {
        environment_name: 'aws.elastic_beanstalk.environment_name',
        version_label: 'aws.elastic_beanstalk.version_label',
        deployment_id: 'aws.elastic_beanstalk.deployment_id',
      }),
    };
  } catch {
    return {};
  }
}
