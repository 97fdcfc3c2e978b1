// The wire form of a condition, bounded in depth and size.
import { z } from 'zod';
import type { Condition, Scalar } from '../kernel/condition';
import { LIMITS } from '../limits';
import { prose } from './base';

/** A dotted path of field keys. */
const fact = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/);
const scalar: z.ZodType<Scalar> = z.union([prose(LIMITS.text), z.number(), z.boolean(), z.null()]);

/** The same at every depth. */
const leaf = [
  z.strictObject({ op: z.literal('always') }),
  z.strictObject({ op: z.enum(['is', 'isNot']), fact, value: scalar }),
  z.strictObject({ op: z.literal('in'), fact, values: z.array(scalar).max(LIMITS.options) }),
  z.strictObject({ op: z.enum(['more', 'less', 'atLeast', 'atMost']), fact, value: z.number() }),
  z.strictObject({ op: z.enum(['filled', 'empty']), fact }),
] as const;

const level = (depth: number): z.ZodType<Condition> => {
  if (depth === 0) return z.union(leaf);
  const inner = level(depth - 1);
  return z.union([
    ...leaf,
    z.strictObject({ op: z.enum(['all', 'any']), of: z.array(inner).min(1).max(20) }),
    z.strictObject({ op: z.literal('not'), of: inner }),
  ]);
};

/** At most four levels deep. */
export const condition = level(3);
