// A command that acts within one organization, as the product itself: the handlers of the API, without anybody signing in.
import type { Config } from '@paidan/config/load';
import { contract, type EndpointName, type ParsedOf } from '@paidan/shared/contract/index';
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import { boot } from '../boot';
import type { Call, Handlers } from '../core/call';
import { sayPlain } from '../core/say';
import { systemScope, tenantOf } from '../core/scope';
import { tenant } from '../store/tables/tenant';
import type { Store } from '../store/unit';
import { UsageFault } from './options';

export type Inside = { readonly handlers: Handlers; readonly call: Call; readonly store: Store };

export async function inOrganization(
  config: Config,
  org: string,
  work: (inside: Inside) => Promise<number>,
): Promise<number> {
  const { product, store } = await boot(config, 'warn');
  try {
    const found = await store.system.read.one(tenant, { code: org });
    if (found === undefined) throw new UsageFault(`there is no organization ${org}`);
    return await work({ handlers: product.handlers, call: callIn(found.id), store });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await product.stop();
    await store.close();
  }
}

export const callIn = (tenantId: string): Call => ({
  scope: { ...systemScope(tenantOf(tenantId)), channel: 'cli' },
  locale: 'en',
  key: null,
  upload: null,
  credential: '',
});

class Refused extends Error {}

export function told<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw new Refused(sayPlain('en', result.refusal).message);
}

/** The endpoint's own schema, for what was typed. */
export function parsed<Name extends EndpointName>(name: Name, input: unknown): ParsedOf<Name> {
  const found = contract[name].input.safeParse(input);
  if (found.success) return found.data as ParsedOf<Name>;
  const said = found.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UsageFault(said.join('\n'));
}
