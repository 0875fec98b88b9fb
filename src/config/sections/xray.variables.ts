import type { VariableFacts } from '../variable-facts.js';

/** AWS X-Ray, through its daemon or without. */
export const xrayVariables = {
  AWS_XRAY_DAEMON_ADDRESS: {
    format: 'host:port, or tcp:host:port udp:host:port',
    description:
      'Turns X-Ray on: the daemon that takes segments (UDP) and serves sampling rules (TCP). IPv6 in brackets.',
  },
  XRAY_EXPORTER: {
    default: 'daemon',
    format: 'daemon or otlp',
    description:
      'How X-Ray gets its traces: as segments through the daemon, or as spans by signed OTLP straight to the service in `AWS_REGION`, whose account needs Transaction Search.',
  },
  AWS_ENDPOINT_URL_XRAY: {
    format: 'an http:// or https:// URL',
    description:
      'Where `otlp` goes instead of the region’s own endpoint, `/v1/traces` being added.',
  },
  AWS_XRAY_URL: {
    format:
      'a host name, in which `*` stands for any text and `?` for one character',
    description:
      'Names a segment after the request’s host when the host matches this pattern.',
  },
  AWS_XRAY_TRACING_NAME: {
    format:
      'a name of at most 200 letters, digits, spaces and any of `_ . : / % & # = + - @`',
    description:
      'Names every other segment. Unset: the name of the service, illegal characters made `_`.',
  },
  XRAY_HEADER_HOSTS: {
    format:
      'hosts, separated by commas, each with or without a port, in which `*` stands for any text',
    description:
      'Hosts whose calls carry `X-Amzn-Trace-Id` besides `traceparent`. Unset: none.',
  },
} as const satisfies Record<string, VariableFacts>;
