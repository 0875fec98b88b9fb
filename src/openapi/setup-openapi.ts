import type { INestApplication } from '@nestjs/common';
import {
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
} from '@nestjs/swagger';
import { z } from 'zod';
import { namedComponents } from './answers.decorator.js';
import { convertSchema } from './convert-schema.js';

/**
 * Serves the API's description: OpenAPI 3.1 as `/docs-json` and `/docs-yaml`, and a page to browse and try it at
 * `/docs`, whose scripts and styles come from this server. Call it before the application listens.
 * @param version the release the description speaks of
 */
export function setupOpenApi(app: INestApplication, version: string): void {
  SwaggerModule.setup('docs', app, () => describeApi(app, version), {
    customSiteTitle: 'Cruddur API',
  });
}

/** The API's description as an object. */
function describeApi(app: INestApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Cruddur')
    .setDescription(
      'A small social feed: short posts that expire, replies, and private messages. ' +
        'Invalid input is answered with 422 and an array of codes; every other failure is a problem (RFC 9457).',
    )
    .setVersion(version)
    .addSecurity('operator', { type: 'http', scheme: 'bearer' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) =>
      `${controller.replace('Controller', '')}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType
        ? convertSchema(schema, schemaType)
        : undefined,
  });
  document.components ??= {};
  document.components.schemas = Object.assign(
    document.components.schemas ?? {},
    namedComponents(),
  );
  return document;
}
