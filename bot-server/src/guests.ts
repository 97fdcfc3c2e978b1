// Reports without an account, in the composition: the feature meets the write path of tickets here.
import type { TicketId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers, OpenCall, OpenHandlers } from './core/call';
import type { Clock } from './core/clock';
import type { Execute } from './core/execute';
import type { Exporter } from './core/exporter';
import { systemScope } from './core/scope';
import type { Sessions } from './core/sessions';
import type { Created, GuestDeps, TicketPort } from './features/guest/deps';
import { type GuestGate, makeGuestGate } from './features/guest/gate';
import { guestHandlers, guestOpenHandlers } from './features/guest/handlers';
import { makeSecrets } from './features/guest/secrets';
import { type TicketAggregate, ticketAggregate } from './features/ticket/aggregate';
import type { Numbers } from './features/ticket/numbers';
import type { Templates } from './lookups/templates';
import { guest } from './store/tables/guest';
import { vault } from './store/tables/vault';
import { type Store, storeFor } from './store/unit';
import { closeIn, openIn } from './store/vault';

export type GuestsDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly execute: Execute;
  readonly templates: Templates;
  readonly numbers: Numbers;
  readonly sessions: Sessions;
  readonly secretKey: string;
  readonly exporter: Exporter;
  readonly disclose: GuestDeps['disclose'];
};
type Guests = {
  readonly handlers: Handlers<keyof ReturnType<typeof guestHandlers>>;
  readonly openHandlers: OpenHandlers<keyof ReturnType<typeof guestOpenHandlers>>;
  readonly gate: GuestGate;
};

export function makeGuests(deps: GuestsDeps): Guests {
  const { store, clock, execute, templates, sessions, secretKey, disclose, exporter } = deps;
  const tickets = makeTicketPort(deps);
  const secrets = makeSecrets(secretKey);
  const feature = {
    ...{ store, clock, execute, templates, secrets, tickets, disclose, exporter },
    issue: sessions.issueFor,
  };
  /** Whoever has no scope yet brings their patience along. */
  const open = ({ patience }: OpenCall) =>
    guestOpenHandlers({
      ...feature,
      store: storeFor(store, patience),
      issue: (person, kind, only) => sessions.issueFor(person, kind, only, patience),
    });
  return {
    handlers: guestHandlers(feature),
    openHandlers: {
      'guest.page': (input, call) => open(call)['guest.page'](input, call),
      'guest.begin': (input, call) => open(call)['guest.begin'](input, call),
      'guest.follow': (input, call) => open(call)['guest.follow'](input, call),
    },
    gate: makeGuestGate(feature),
  };
}

export function makeTicketPort({
  store,
  clock,
  execute,
  templates,
  numbers,
}: Pick<GuestsDeps, 'store' | 'clock' | 'execute' | 'templates' | 'numbers'>): TicketPort {
  return {
    create: async ({ scope, key, id, command, shape, gate, also }) => {
      const number = await numbers.take(scope);
      const base = ticketAggregate(templates, number, { id, shape });
      const aggregate: TicketAggregate = {
        ...base,
        // The gate counts whoever comes.
        onlyLooks: false,
        prepare: async (u, by, before, order) => {
          const decide = await base.prepare(u, by, before, order);
          // What would be refused anyhow takes nobody's place.
          if (!decide(clock.now()).ok) return decide;
          const full = await gate(u);
          return full === null ? decide : () => no(full);
        },
        save: async (u, change) => {
          await base.save(u, change);
          const [created] = change.events;
          if (created?.type === 'ticket.created') await also(u, created);
        },
      };
      const done = await execute(aggregate, { scope, key, id, fresh: true, command });
      if (!done.ok || done.value.replayed) numbers.giveBack(scope, number);
      return done.ok ? ok({ id: done.value.id as TicketId }) : done;
    },

    try: async (u, { scope, id, command, shape }, now) => {
      const decision = (await ticketAggregate(templates, 0, { id, shape }).prepare(u, scope, null, command))(now);
      return decision.ok ? ok(decision.value[0] as Created) : decision;
    },

    close: async (u, created) => {
      if (store.vault === undefined) return created;
      const template = await templates.at(u, created.templateId, created.templateVersion);
      const keys = (template?.fields ?? []).filter(({ type }) => type === 'phone').map(({ key }) => key);
      const about = { kind: 'held', subject: created.requesterId };
      const { bodies, rows } = closeIn(store.vault, u.tenantId, about, [created], keys, clock.now());
      if (rows.length > 0) await u.insert(vault, rows);
      return bodies[0] ?? created;
    },

    open: async (scope, templateId, values) => {
      const reader = store.read(scope);
      const template = await templates.current(reader, templateId);
      const keys = (template?.fields ?? []).filter(({ type }) => type === 'phone').map(({ key }) => key);
      const [opened = values] = await openIn(store.vault, reader, [values], keys);
      return opened;
    },

    adopt: (scope, ticketId, from) => {
      const base = ticketAggregate(templates, null);
      const aggregate: TicketAggregate = {
        ...base,
        prepare: async (u, by, before, order) => {
          const row = await u.one(guest, { id: from });
          return row?.blockedAt === null ? base.prepare(u, by, before, order) : () => no(refuse('guest_blocked'));
        },
      };
      return execute(aggregate, { scope, key: null, id: ticketId, command: { type: 'ticket.adopt', ticketId, from } });
    },

    comment: (tenantId, key, ticketId, text) => {
      const scope = { ...systemScope(tenantId), channel: 'miniapp' as const };
      const command = { type: 'ticket.comment', ticketId, text } as const;
      return execute(ticketAggregate(templates, null), { scope, key, id: ticketId, command });
    },
  };
}
