// What was asked of the server and what it answered: the list that the database is held against after a crash.
import type { FileId, TicketId } from '@paidan/shared/kernel/id';

type Common = {
  /** Its idempotency key. */
  readonly key: string;
  readonly login: string;
  /** `unknown`: the connection was cut, or the answer was "not now"; whether it was carried out nobody knows. */
  state: 'unknown' | 'done' | 'refused';
  /** Of the refusal. */
  code?: string;
};
export type Create = Common & {
  readonly kind: 'create';
  readonly title: string;
  readonly photos: readonly FileId[];
  answer?: { readonly id: TicketId; readonly no: number };
};
export type Comment = Common & { readonly kind: 'comment'; readonly ticketId: TicketId; readonly text: string };
export type Offer = Common & { readonly kind: 'offer'; readonly ticketId: TicketId };
export type Accept = Common & { readonly kind: 'accept'; readonly ticketId: TicketId };
export type Upload = Common & { readonly kind: 'upload'; readonly bytes: Buffer; answer?: { readonly id: FileId } };
export type Entry = Create | Comment | Offer | Accept | Upload;

/** A card's button that somebody pressed, and that said in its answer that the ticket is theirs. */
export type Pressed = { readonly login: string; readonly no: number };

export type Ledger = {
  readonly entries: Entry[];
  readonly pressed: Pressed[];
  /** What no crash excuses: an answer that is a fault, or another one to the same key. */
  readonly wrong: string[];
};

export const emptyLedger = (): Ledger => ({ entries: [], pressed: [], wrong: [] });

export const of = <Kind extends Entry['kind']>(entries: readonly Entry[], kind: Kind) =>
  entries.filter((entry): entry is Entry & { kind: Kind } => entry.kind === kind);
