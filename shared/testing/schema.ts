// Looking into a schema by way of its JSON Schema: what every string, list and object in it allows.
import { z } from 'zod';

export type JsonSchema = { readonly [key: string]: unknown };
export type Found = { readonly path: string; readonly schema: JsonSchema };

export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io }) as JsonSchema;

/** Every schema within, with the way to it. */
export function* parts(schema: unknown, path = ''): Generator<Found> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield { path, schema: schema as JsonSchema };
  for (const [key, inner] of Object.entries(schema)) {
    if (!NOT_SCHEMAS.includes(key)) yield* parts(inner, `${path}/${key}`);
  }
}

/** A string that may be as long as the sender likes. */
export function isBoundless({ schema }: Found): boolean {
  if (schema.type !== 'string' || schema.maxLength !== undefined) return false;
  return schema.enum === undefined && schema.const === undefined && !ofFixedLength(String(schema.pattern ?? ''));
}

const NOT_SCHEMAS = ['enum', 'const', 'required', 'pattern', 'default', 'examples'];
const ofFixedLength = (pattern: string) => /\{\d+\}\$$/.test(pattern);
