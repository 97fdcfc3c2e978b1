// `--name value` pairs of a command.
import { parseArgs } from 'node:util';

export class UsageFault extends Error {}

/** Every option takes a value; the ones named in `required` must be there. */
export function optionsOf<Required extends string, Optional extends string = never>(
  args: readonly string[],
  required: readonly Required[],
  optional: readonly Optional[] = [],
): Record<Required, string> & Partial<Record<Optional, string>> {
  const options = Object.fromEntries([...required, ...optional].map((name) => [name, { type: 'string' as const }]));
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true }) as { values: typeof values });
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
  const missing = required.filter((name) => !values[name]);
  if (missing.length > 0) throw new UsageFault(`missing: ${missing.map((name) => `--${name}`).join(', ')}`);
  return values as Record<Required, string> & Partial<Record<Optional, string>>;
}
