// Which facts must a command be given? The server loads just these, in a fixed number of look-ups.
import type { AssetId, FileId, MemberId, SiteId } from '../../kernel/id';
import type { TicketCommand } from '../../model/command';
import type { FormValues } from '../../model/field';
import type { Template } from '../../model/template';
import type { Ticket } from '../../model/ticket';
import { nodeIn } from '../flow/find';
import { referencesIn } from '../form/references';

export type Needs = {
  readonly members: readonly MemberId[];
  readonly files: readonly FileId[];
  readonly sites: readonly SiteId[];
  readonly assets: readonly AssetId[];
  /** The site whose position the fence is drawn around. */
  readonly fence: SiteId | null;
  /** The role whose members are counted. */
  readonly pool: string | null;
};

const NOTHING: Needs = { members: [], files: [], sites: [], assets: [], fence: null, pool: null };

export function needs(command: TicketCommand, ticket: Ticket | null, template: Template): Needs {
  const form = (values: FormValues): Needs => {
    const { files, voices, sites, assets } = referencesIn(template.fields, values);
    return { ...NOTHING, files: [...files, ...voices], sites, assets };
  };
  switch (command.type) {
    case 'ticket.create':
    case 'ticket.complete':
    case 'ticket.confirm':
    case 'ticket.rate':
      return form(command.values);
    case 'ticket.log':
      return form(command.values ?? {});
    case 'ticket.offer':
      return { ...NOTHING, members: command.memberIds ?? [], pool: poolOf(command.role, ticket, template) };
    case 'ticket.assign':
    case 'ticket.transfer':
      return { ...NOTHING, members: [command.memberId] };
    case 'ticket.arrive':
      return { ...NOTHING, fence: ticket?.siteId ?? null };
    case 'ticket.reject':
      return { ...NOTHING, files: command.photos ?? [] };
    case 'ticket.comment':
      return { ...NOTHING, files: [...(command.photos ?? []), ...(command.voice ? [command.voice.file] : [])] };
    case 'ticket.accept':
    case 'ticket.depart':
    case 'ticket.urge':
    case 'ticket.cancel':
    case 'ticket.lapse':
    case 'ticket.adopt':
      return NOTHING;
  }
}

/** The pool that an offer goes to: the one named, or the dispatch node's own. */
export function poolOf(role: string | undefined, ticket: Ticket | null, template: Template): string | null {
  const node = ticket === null ? undefined : nodeIn(template.flow, ticket.node);
  return role ?? (node?.kind === 'dispatch' ? node.pool : null);
}
