import { parse } from 'yaml';
import { z } from 'zod';
import { interpolate } from './interpolate.js';
import { readRepositoryFile } from './read-file.js';

const serviceSchema = z.object({
  image: z.string().optional(),
  build: z.object({ context: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z
    .record(z.string(), z.object({ condition: z.string() }))
    .default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
});

const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(
    z.string(),
    z.object({ internal: z.boolean().default(false) }).nullable(),
  ),
  volumes: z.record(z.string(), z.unknown()),
});

export type ComposeFile = z.output<typeof composeSchema>;
export type ComposeService = z.output<typeof serviceSchema>;

/** docker-compose.yml as Compose sees it when the host has these variables. */
export function readComposeFile(
  host: Readonly<Record<string, string>> = {},
): ComposeFile {
  const text = readRepositoryFile('docker-compose.yml');
  const content: unknown = parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? interpolate(value, host) : value,
  );
  return composeSchema.parse(content);
}

export function serviceOf(file: ComposeFile, name: string): ComposeService {
  const service = file.services[name];
  if (service === undefined) {
    throw new Error(`docker-compose.yml has no service ${name}`);
  }
  return service;
}

/** The environment of a service's process; a variable without a value comes from the host, or is not there at all. */
export function environmentOf(
  service: ComposeService,
  host: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(service.environment).flatMap(([name, value]) => {
      const given = value ?? host[name];
      return given === undefined ? [] : [[name, given]];
    }),
  );
}
