import { z } from 'zod';
import { databaseSchema } from './sections/database.config.js';
import { deliverySchema } from './sections/delivery.config.js';
import { errorReportingSchema } from './sections/error-reporting.config.js';
import { httpSchema } from './sections/http.config.js';
import { loggingSchema } from './sections/logging.config.js';
import { operationSchema } from './sections/operation.config.js';
import { redactionSchema } from './sections/redaction.config.js';
import { sandboxSchema } from './sections/sandbox.config.js';
import { serviceSchema } from './sections/service.config.js';
import { signalsSchema } from './sections/signals.schema.js';
import { tracingSchema } from './sections/tracing.schema.js';
import { xraySchema } from './sections/xray.config.js';

/** The one schema of the environment: a format and a default for each variable; others pass by unread. */
export const environmentSchema = z.object({
  ...httpSchema.shape,
  ...databaseSchema.shape,
  ...serviceSchema.shape,
  ...tracingSchema.shape,
  ...signalsSchema.shape,
  ...xraySchema.shape,
  ...loggingSchema.shape,
  ...errorReportingSchema.shape,
  ...redactionSchema.shape,
  ...deliverySchema.shape,
  ...operationSchema.shape,
  ...sandboxSchema.shape,
});

/** The environment's values, read. */
export type Environment = z.output<typeof environmentSchema>;
