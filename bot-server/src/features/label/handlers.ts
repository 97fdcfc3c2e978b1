// Labels: what can have one, their codes, the sheets, and which were printed.
import type { LabelView } from '@paidan/shared/contract/label';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Call, Handlers } from '../../core/call';
import { memberIdOf, type Scope } from '../../core/scope';
import { tenant } from '../../store/tables/tenant';
import { storeFor } from '../../store/unit';
import type { LabelDeps } from './deps';
import { exportLabels } from './export';
import { listLabels } from './list';
import { markLabels } from './mark';
import { mayPrint } from './may';
import { jobOf, nameOf } from './print';
import { labelsByRef } from './rows';

type Endpoint = `label.${'setup' | 'list' | 'export' | 'get' | 'codes' | 'pdf' | 'mark'}`;

export function labelHandlers(deps: LabelDeps): Handlers<Endpoint> {
  const { store, clock, printer, miniCodes, publicUrl } = deps;
  const orgOf = async ({ tenantId, patience }: Scope) => {
    const org = await storeFor(store, patience).system.read.one(tenant, { id: tenantId });
    if (org === undefined) throw new Error(`no organization ${tenantId}`);
    return org;
  };

  /** All of them in their order, each once; refused where one is another's, unknown or retired. */
  const wanted = async (
    { scope, locale }: Pick<Call, 'scope' | 'locale'>,
    refs: readonly string[],
  ): Promise<Result<readonly LabelView[], Refusal>> => {
    if (!mayPrint(scope, refs)) return no(refuse('forbidden'));
    const once = [...new Set(refs)];
    const found = await labelsByRef(store.read(scope), once, locale);
    const labels = once.flatMap((ref) => found.get(ref) ?? []);
    return labels.length < once.length ? no(refuse('not_found')) : ok(labels);
  };

  return {
    'label.setup': async (_, { scope }) => {
      if (!mayPrint(scope, ['s']) && !mayPrint(scope, ['a'])) return no(refuse('forbidden'));
      const [{ code, name }, mini, pdf] = await Promise.all([orgOf(scope), miniCodes.stands(scope), printer.hasFont()]);
      return ok({ org: { code, name }, base: publicUrl ?? null, mini, pdf });
    },
    'label.list': async (input, { scope, locale }) =>
      mayPrint(scope, [input.of]) ? listLabels(store.read(scope), input, locale) : no(refuse('forbidden')),
    'label.export': exportLabels(deps),
    'label.get': async ({ refs }, { scope, locale }) => {
      if (!mayPrint(scope, refs)) return no(refuse('forbidden'));
      const once = [...new Set(refs)];
      const found = await labelsByRef(store.read(scope), once, locale);
      const items = once.flatMap((ref) => found.get(ref) ?? []);
      return ok({ items, missing: once.length - items.length });
    },
    'label.codes': async ({ refs, large = false, images = true }, { scope, locale }) => {
      const labels = await wanted({ scope, locale }, refs);
      if (!labels.ok) return labels;
      const scenes = labels.value.map(({ ref }) => ref);
      const codes = await miniCodes.make(scope, scenes, large);
      if (!codes.ok) return codes;
      const imageOf = async (ref: string) => (images ? (await codes.value(ref)).toString('base64') : null);
      return ok({ items: await Promise.all(scenes.map(async (ref) => ({ ref, image: await imageOf(ref) }))) });
    },
    'label.pdf': async (input, { scope, locale }) => {
      const labels = await wanted({ scope, locale }, input.refs);
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
    'label.mark': async ({ refs, printed }, { scope, locale }) => {
      const labels = await wanted({ scope, locale }, refs);
      const by = memberIdOf(scope.actor);
      if (!labels.ok) return labels;
      if (by === null) return no(refuse('forbidden'));
      const marked = labels.value.map(({ ref }) => ref);
      await markLabels(store, scope, marked, printed ? { at: clock.now(), by } : null);
      return ok({ marked: marked.length });
    },
  };
}
