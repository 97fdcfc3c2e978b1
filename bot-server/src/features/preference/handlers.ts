// What somebody, or the organization, wishes to hear.
import type { PreferenceView } from '@paidan/shared/contract/channel';
import { no, ok } from '@paidan/shared/kernel/result';
import type { Preference } from '@paidan/shared/model/preference';
import { refuse } from '@paidan/shared/refusal';
import { effective } from '@paidan/shared/rules/notify/preference';
import { hasGrant } from '@paidan/shared/rules/ticket/context';
import type { Handlers } from '../../core/call';
import type { Execute } from '../../core/execute';
import { memberIdOf, type Scope } from '../../core/scope';
import { preferenceId } from '../../lookups/preferences';
import { preference } from '../../store/tables/preference';
import type { Reader, Store } from '../../store/unit';
import { preferenceAggregate } from './aggregate';

export type PreferenceDeps = { readonly store: Store; readonly execute: Execute };
type Of = 'me' | 'organization';

export function preferenceHandlers({
  store,
  execute,
}: PreferenceDeps): Handlers<'preference.get' | 'preference.change'> {
  return {
    'preference.get': async ({ of }, { scope }) => {
      const id = idOf(of, scope);
      return id === null ? no(refuse('forbidden')) : ok(await viewOf(store.read(scope), of, id));
    },
    'preference.change': async ({ of, version, values }, { scope, key }) => {
      const id = idOf(of, scope);
      if (id === null || (of === 'organization' && !mayChoose(scope))) return no(refuse('forbidden'));
      if (of === 'me' && values.groups !== undefined) return no(refuse('invalid', { where: 'groups' }));
      const command = { version, values };
      const order = { scope, key, id, command, fingerprint: { of, ...command } };
      const done = await execute(preferenceAggregate, order);
      return done.ok ? ok(await viewOf(store.read(scope), of, id)) : done;
    },
  };
}

/** Null: whoever asks is nobody's member. */
function idOf(of: Of, { tenantId, actor }: Scope): string | null {
  const owner = of === 'organization' ? tenantId : memberIdOf(actor);
  return owner === null ? null : preferenceId(owner);
}

const mayChoose = ({ actor }: Scope): boolean => actor.kind === 'system' || hasGrant(actor, 'account.manage');

const told = (held: Preference) => ({ ...held, muted: [...held.muted], groups: [...held.groups] });

async function viewOf(reader: Reader, of: Of, id: string): Promise<PreferenceView> {
  const [organization, own] = await Promise.all([
    reader.one(preference, { id: preferenceId(reader.tenantId) }),
    reader.one(preference, { id }),
  ]);
  const all = organization?.values ?? {};
  return {
    values: own?.values ?? {},
    effective: told(effective(all, of === 'me' ? own?.values : {})),
    above: told(effective(of === 'me' ? all : {})),
    locked: of === 'me' ? [...(all.muted ?? [])] : [],
    version: own?.version ?? 0,
  };
}
