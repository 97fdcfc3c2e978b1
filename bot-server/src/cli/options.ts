// `--name value` pairs of a command.
import path from 'node:path';
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

/** Options without a value, taken out of the words. */
export function flagsOf(
  args: readonly string[],
  known: readonly string[],
): { readonly flags: ReadonlySet<string>; readonly rest: readonly string[] } {
  const isFlag = (word: string) => word.startsWith('--') && known.includes(word.slice(2));
  return {
    flags: new Set(args.filter(isFlag).map((word) => word.slice(2))),
    rest: args.filter((word) => !isFlag(word)),
  };
}

/** Files are named as seen from where the person is, which npm keeps. */
export const fromHere = (file: string): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
