// Who may have a file's content: while it is loose its uploader alone, then whoever may see the ticket that took it;
// a member's picture is for everybody of the organization, as its name is.
import type { FileId, MemberId, TicketId } from '@paidan/shared/kernel/id';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { hasGrant, isMember } from '@paidan/shared/rules/ticket/context';
import { type FileStore, type FindDownload, fileKey } from '../../core/files';
import type { Scope } from '../../core/scope';
import type { RowOf } from '../../store/columns';
import { file } from '../../store/tables/file';
import { held } from '../../store/tables/held';
import { member } from '../../store/tables/member';
import { ticket } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';

type FileRow = RowOf<typeof file>;

export function makeFindDownload(store: Store, files: FileStore): FindDownload {
  return async (scope, id, size) => {
    const reader = store.read(scope);
    const row = await reader.one(file, { id: id as FileId });
    if (row === undefined || !(await mayRead(reader, scope, row))) return null;
    // A document has no small picture of itself.
    const thumb = size === 'thumb' && row.kind === 'image';
    const { kind, name, bytes } = row;
    return {
      kind,
      name,
      bytes,
      mime: thumb ? 'image/jpeg' : row.mime,
      etag: `"${row.sha256.slice(0, 32)}${thumb ? '-thumb' : ''}"`,
      open: (part) => files.open(fileKey(scope.tenantId, row.id, thumb ? 'thumb' : 'full'), part),
    };
  };
}

async function mayRead(reader: Reader, { actor }: Scope, row: FileRow): Promise<boolean> {
  if (row.streamId === null) return isMember(actor, row.createdBy);
  const bound = await reader.one(ticket, { id: row.streamId as TicketId });
  if (bound !== undefined) return canSee(actor, bound);
  // A report that waits has its pictures already: its author and whoever decides on it look at them.
  const waiting = await reader.one(held, { ticketId: row.streamId as TicketId });
  if (waiting === undefined) {
    const portrayed = await reader.one(member, { id: row.streamId as MemberId });
    return portrayed?.pictureId === row.id;
  }
  const only = actor.kind === 'member' ? (actor.guest?.only ?? null) : null;
  const own = isMember(actor, waiting.guestId) && (only === null || only === waiting.ticketId);
  return own || hasGrant(actor, 'ticket.dispatch');
}
