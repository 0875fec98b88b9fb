import { z } from 'zod';
import { host } from '../formats/host.format.js';
import { port } from '../formats/number.format.js';
import { origin } from '../formats/url.format.js';
import { httpVariables } from './http.variables.js';

/** The HTTP server and the origins it is used from. */
export interface HttpConfig {
  /** TCP port; 0 takes any free one. */
  readonly port: number;
  /** IP address (without brackets) or name to listen on. */
  readonly host: string;
  /** The front end's origin, without a slash at the end. */
  readonly frontendUrl: string;
  /** This API's origin, without a slash at the end. With port 0 and no BACKEND_URL its port is 0 too: ask the server. */
  readonly backendUrl: string;
}

export const httpSchema = z.object({
  NODE_ENV: z.string().prefault(httpVariables.NODE_ENV.default),
  PORT: port.prefault(httpVariables.PORT.default),
  HOST: host.prefault(httpVariables.HOST.default),
  FRONTEND_URL: origin.prefault(httpVariables.FRONTEND_URL.default),
  BACKEND_URL: origin.optional(),
} satisfies Record<keyof typeof httpVariables, z.ZodType>);

export function httpConfig(env: z.output<typeof httpSchema>): HttpConfig {
  return {
    port: env.PORT,
    host: env.HOST,
    frontendUrl: env.FRONTEND_URL,
    backendUrl: env.BACKEND_URL ?? `http://localhost:${env.PORT}`,
  };
}
