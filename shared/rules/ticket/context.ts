// What the rules are given beside the ticket: who acts, when, under which template, and the facts that `needs` asked for.
import type { Point } from '../../kernel/geo';
import type { AssetId, FileId, MemberId, SiteId, TicketId } from '../../kernel/id';
import type { Instant } from '../../kernel/time';
import type { Channel, FileKind, Grant } from '../../kinds';
import type { Template } from '../../model/template';
import type { WorkItem } from '../../model/ticket';

export type MemberActor = {
  readonly kind: 'member';
  readonly id: MemberId;
  readonly roles: readonly string[];
  readonly grants: readonly Grant[];
  /** Somebody without an account; `only`: who came by the link of one report sees that one alone. */
  readonly guest?: { readonly only: TicketId | null };
};
/** The product itself: timers and jobs. */
export type Actor = MemberActor | { readonly kind: 'system' };

export type Fence = Point & { /** Metres. */ readonly radius: number };

export type FileFact = {
  readonly kind: FileKind;
  /** Fresh, or already this ticket's own. */
  readonly free: boolean;
  /** Uploaded by this actor and not yet taken by any ticket. */
  readonly fresh: boolean;
};

export type TicketFacts = {
  /** Active members by id; `canWork`: a role of theirs lets them take tickets. */
  readonly members: ReadonlyMap<MemberId, { readonly name: string; readonly canWork: boolean }>;
  /** Files by id. */
  readonly files: ReadonlyMap<FileId, FileFact>;
  /** Sites and assets in use, by id. */
  readonly sites: ReadonlySet<SiteId>;
  readonly assets: ReadonlyMap<AssetId, { readonly siteId: SiteId | null }>;
  /** Where the ticket's site is; null where it has no position. */
  readonly fence: Fence | null;
  /** How many members hold the role named in the command; none unless the role itself lets them take tickets. */
  readonly poolSize: number;
};

export const NO_FACTS: TicketFacts = {
  members: new Map(),
  files: new Map(),
  sites: new Set(),
  assets: new Map(),
  fence: null,
  poolSize: 0,
};

export type Context = {
  readonly now: Instant;
  readonly actor: Actor;
  readonly template: Template;
  readonly facts: TicketFacts;
};
/** What a new ticket gets from outside. */
export type Birth = { readonly id: TicketId; readonly no: number; readonly source: Channel };

export const hasGrant = (actor: Actor, grant: Grant): boolean =>
  actor.kind === 'member' && actor.grants.includes(grant);

export const isGuest = (actor: Actor): boolean => actor.kind === 'member' && actor.guest !== undefined;

/** Whoever holds the link of a report, which may have been passed on: not known to be the one who reported. */
export const isByLink = (actor: Actor): boolean => actor.kind === 'member' && (actor.guest?.only ?? null) !== null;

export const isMember = (actor: Actor, id: MemberId | null): boolean =>
  actor.kind === 'member' && id !== null && actor.id === id;

/** Is this work item on the actor's own list? */
export const holds = (actor: Actor, item: WorkItem): boolean =>
  actor.kind === 'member' && (item.handlerId === actor.id || (item.role !== null && actor.roles.includes(item.role)));
