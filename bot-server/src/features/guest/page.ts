// guest.page: what somebody sees who scans a label without an account. Nothing of other people's reports but that there are some.
import type { PublicPage, PublicTemplate } from '@paidan/shared/contract/guest';
import type { SiteId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import type { GuestRules } from '@paidan/shared/model/guest';
import type { Template } from '@paidan/shared/model/template';
import { refuse } from '@paidan/shared/refusal';
import { askedOf, publicShape } from '@paidan/shared/rules/guest/form';
import type { OpenHandler } from '../../core/call';
import { guestRulesOf } from '../../lookups/guestRules';
import { site } from '../../store/tables/site';
import type { Reader } from '../../store/unit';
import type { GuestDeps } from './deps';
import { findLabel, type Label } from './label';
import { nearbyOf } from './nearby';

export const makePage =
  ({ store, clock, templates, secrets }: GuestDeps): OpenHandler<'guest.page'> =>
  async ({ label: ref }) => {
    const label = await findLabel(store, ref);
    if (label === null) return no(refuse('not_found'));
    const reader = store.read(label);
    const rules = await guestRulesOf(reader);
    const { org, name, path } = label;
    const closed = (state: 'off' | 'retired', instead: Named | null = null): PublicPage => ({
      ...{ state, org, instead },
      contact: rules.contact,
    });
    if (!rules.on) return ok(closed('off'));
    if (label.state === 'retired') return ok(closed('retired', await around(reader, label.siteId)));
    const offered = await offeredAt(reader, templates, rules, label);
    if (offered.length === 0) return ok(closed('off'));
    return ok({
      state: 'open',
      org,
      contact: rules.contact,
      place: { name, path },
      greeting: rules.greeting,
      greetingEn: rules.greetingEn ?? '',
      phone: rules.phone,
      templates: offered.map(viewOf),
      nearby: await nearbyOf(reader, templates, rules, label),
      stamp: secrets.stamp(clock.now()),
    });
  };

type Named = { readonly code: string; readonly name: string };

/** Sites that stand in a circle lead nowhere. */
const DEEPEST = 16;

/** The place itself of a thing that is gone, or what the place lies in; no list of places for whoever scans an old label. */
async function around(reader: Reader, siteId: SiteId | null): Promise<Named | null> {
  let next = siteId;
  for (let depth = 0; next !== null && depth < DEEPEST; depth++) {
    const row = await reader.one(site, { id: next });
    if (row?.state === 'active') return { code: row.code, name: row.path ?? row.name };
    next = row?.parentId ?? null;
  }
  return null;
}

/** In the organization's own order; those that this label cannot fill in are left out. */
async function offeredAt(
  reader: Reader,
  templates: GuestDeps['templates'],
  rules: GuestRules,
  label: Label,
): Promise<readonly Template[]> {
  const current = await Promise.all(rules.templateIds.map((id) => templates.current(reader, id)));
  return current.flatMap((template) => {
    const shaped = template === undefined ? null : publicShape(template, label.kind, rules.phone);
    return shaped ?? [];
  });
}

function viewOf({ id, revision, code, name, about, fields, flow, binds }: Template): PublicTemplate {
  const start = flow.flatMap((node) => (node.kind === 'start' ? { ...node, kind: node.kind } : []));
  const asked = askedOf(fields).filter(({ node }) => node === start[0]?.id);
  return { id, revision, code, name, ...(about && { about }), binds, fields: [...asked], flow: start };
}
