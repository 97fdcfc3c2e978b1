// `--name value` pairs of a command.
import { parseArgs } from 'node:util';

export class UsageFault extends Error {}

/** Every option takes a value; the ones named in `required` must be there, those in `many` may be there any number of times. */
export function optionsOf<Required extends string, Optional extends string = never, Many extends string = never>(
  args: readonly string[],
  required: readonly Required[],
  optional: readonly Optional[] = [],
  many: readonly Many[] = [],
): Record<Required, string> & Partial<Record<Optional, string>> & Record<Many, readonly string[]> {
  const options = {
    ...Object.fromEntries([...required, ...optional].map((name) => [name, { type: 'string' as const }])),
    ...Object.fromEntries(many.map((name) => [name, { type: 'string' as const, multiple: true }])),
  };
  let values: Record<string, string | boolean | readonly string[] | undefined>;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true }) as { values: typeof values });
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
  const missing = required.filter((name) => !values[name]);
  if (missing.length > 0) throw new UsageFault(`missing: ${missing.map((name) => `--${name}`).join(', ')}`);
  const lists = Object.fromEntries(many.map((name) => [name, values[name] ?? []]));
  return { ...values, ...lists } as ReturnType<typeof optionsOf<Required, Optional, Many>>;
}
