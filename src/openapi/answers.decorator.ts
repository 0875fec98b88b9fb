import { applyDecorators } from '@nestjs/common';
import { ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import { z } from 'zod';
import type { InputCode } from '../http/index.js';
import { convertSchema } from './convert-schema.js';
import { problemSchema } from './problem.schema.js';

/** Documents a 200 with a JSON body of that schema, and that anything unexpected is a problem. */
export function AnswersJson(schema: z.ZodType): MethodDecorator {
  return applyDecorators(
    ApiResponse({
      status: 200,
      description: 'Success',
      standardSchema: schema,
    }),
    AnswersProblem('default', 'Anything else that goes wrong'),
  );
}

/** The same for a feed, of which another page may follow. */
export function AnswersPage(schema: z.ZodType): MethodDecorator {
  return applyDecorators(
    ApiResponse({
      status: 200,
      description: 'Success',
      standardSchema: schema,
      headers: {
        Link: {
          description:
            'The next page, `rel="next"` (RFC 8288); absent on the last',
          schema: { type: 'string' },
        },
      },
    }),
    AnswersProblem('default', 'Anything else that goes wrong'),
  );
}

/** Documents an answer in `application/problem+json`. */
export function AnswersProblem(
  status: number | 'default',
  description: string,
): MethodDecorator {
  const options: ApiResponseOptions = {
    status,
    description,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
      },
    },
  };
  return ApiResponse(options);
}

/** Documents how a body is refused before it is looked at. */
export function ReadsJson(): MethodDecorator {
  return applyDecorators(
    AnswersProblem(400, 'The body is not valid JSON'),
    AnswersProblem(413, 'The body is too large'),
    AnswersProblem(415, 'The body is not of type application/json'),
  );
}

/** Documents the 422: an array of the codes that this endpoint can answer with. */
export function RejectsInput(
  ...codes: readonly [InputCode, ...InputCode[]]
): MethodDecorator {
  return ApiResponse({
    status: 422,
    description: 'Every code that applies, in this order',
    standardSchema: z.array(z.enum(codes)).min(1).meta({ uniqueItems: true }),
  });
}

/** The components that answers refer to by name. */
export function namedComponents(): Record<string, unknown> {
  return convertSchema(problemSchema, 'output').components;
}
