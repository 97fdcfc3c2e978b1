// Labels: what can have one, their codes, the sheets, and which were printed.
import type { LabelView } from '@paidan/shared/contract/label';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { hasGrant } from '@paidan/shared/rules/ticket/context';
import type { Handlers } from '../../core/call';
import { memberIdOf, type Scope } from '../../core/scope';
import { tenant } from '../../store/tables/tenant';
import type { LabelDeps } from './deps';
import { listLabels } from './list';
import { markLabels } from './mark';
import { jobOf, nameOf } from './print';
import { labelsByRef, ofRef } from './rows';

type Endpoint = `label.${'setup' | 'list' | 'get' | 'codes' | 'pdf' | 'mark'}`;

export function labelHandlers(deps: LabelDeps): Handlers<Endpoint> {
  const { store, clock, printer, miniCodes, publicUrl } = deps;
  const orgOf = async ({ tenantId }: Scope) => {
    const org = await store.system.read.one(tenant, { id: tenantId });
    if (org === undefined) throw new Error(`no organization ${tenantId}`);
    return org;
  };

  /** All of them in their order, each once; refused where one is another's, unknown or retired. */
  const wanted = async (scope: Scope, refs: readonly string[]): Promise<Result<readonly LabelView[], Refusal>> => {
    if (!mayPrint(scope, refs)) return no(refuse('forbidden'));
    const once = [...new Set(refs)];
    const found = await labelsByRef(store.read(scope), once);
    const labels = once.flatMap((ref) => found.get(ref) ?? []);
    return labels.length < once.length ? no(refuse('not_found')) : ok(labels);
  };

  return {
    'label.setup': async (_, { scope }) => {
      if (!mayPrint(scope, ['s']) && !mayPrint(scope, ['a'])) return no(refuse('forbidden'));
      const [{ code, name }, mini, pdf] = await Promise.all([orgOf(scope), miniCodes.stands(scope), printer.hasFont()]);
      return ok({ org: { code, name }, base: publicUrl ?? null, mini, pdf });
    },
    'label.list': async (input, { scope }) =>
      mayPrint(scope, [input.of]) ? listLabels(store.read(scope), input) : no(refuse('forbidden')),
    'label.get': async ({ refs }, { scope }) => {
      if (!mayPrint(scope, refs)) return no(refuse('forbidden'));
      const once = [...new Set(refs)];
      const found = await labelsByRef(store.read(scope), once);
      const items = once.flatMap((ref) => found.get(ref) ?? []);
      return ok({ items, missing: once.length - items.length });
    },
    'label.codes': async ({ refs, large = false, images = true }, { scope }) => {
      const labels = await wanted(scope, refs);
      if (!labels.ok) return labels;
      const scenes = labels.value.map(({ ref }) => ref);
      const codes = await miniCodes.make(scope, scenes, large);
      if (!codes.ok) return codes;
      const imageOf = async (ref: string) => (images ? (await codes.value(ref)).toString('base64') : null);
      return ok({ items: await Promise.all(scenes.map(async (ref) => ({ ref, image: await imageOf(ref) }))) });
    },
    'label.pdf': async (input, { scope, locale }) => {
      const labels = await wanted(scope, input.refs);
      if (!labels.ok) return labels;
      const count = labels.value.length * (input.copies ?? 1);
      if (count > LIMITS.labels) return no(refuse('label_count', { most: LIMITS.labels, count }));
      const base = publicUrl ?? input.base;
      if (base === undefined) return no(refuse('invalid', { where: 'base' }));
      const org = await orgOf(scope);
      const now = clock.now();
      const job = await jobOf({ input, labels: labels.value, org, base, locale, now, miniCodes, scope });
      if (!job.ok) return job;
      const content = await printer.print(job.value);
      if (content === null) return no(refuse('no_font', { package: 'fonts-noto-cjk', setting: 'PDF_FONT' }));
      return ok({ name: nameOf(org, count, locale, now), content });
    },
    'label.mark': async ({ refs, printed }, { scope }) => {
      const labels = await wanted(scope, refs);
      const by = memberIdOf(scope.actor);
      if (!labels.ok) return labels;
      if (by === null) return no(refuse('forbidden'));
      const marked = labels.value.map(({ ref }) => ref);
      await markLabels(store, scope, marked, printed ? { at: clock.now(), by } : null);
      return ok({ marked: marked.length });
    },
  };
}

/** For sites and assets alike, as far as they are asked for. */
const mayPrint = ({ actor }: Scope, refs: readonly string[]): boolean =>
  refs.every((ref) => hasGrant(actor, ofRef(ref) === 'site' ? 'site.manage' : 'asset.manage'));
