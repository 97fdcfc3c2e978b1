// A platform's name for something as a name of ours: one line, visible, not too long.
import { LIMITS } from '@paidan/shared/limits';
import { line } from '@paidan/shared/model/base';

const schema = line(LIMITS.name);

export function asName(given: string, otherwise: string): string {
  const whole = schema.safeParse(given);
  if (whole.success) return whole.data;
  const plain = schema.safeParse(
    Array.from(given.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' '))
      .slice(0, LIMITS.name / 2)
      .join(''),
  );
  return plain.success ? plain.data : otherwise;
}
