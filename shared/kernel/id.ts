// Branded identifiers: a ticket's id cannot be handed over where a member's is wanted.

declare const brand: unique symbol;
export type Id<Noun extends string> = string & { readonly [brand]: Noun };

export type TenantId = Id<'tenant'>;
export type MemberId = Id<'member'>;
export type DepartmentId = Id<'department'>;
export type RoleId = Id<'role'>;
export type SiteId = Id<'site'>;
export type AssetId = Id<'asset'>;
export type TemplateId = Id<'template'>;
export type TicketId = Id<'ticket'>;
export type AccountId = Id<'account'>;
export type CardId = Id<'card'>;
export type DeliveryId = Id<'delivery'>;
export type ScreeningId = Id<'screening'>;
export type WorkItemId = Id<'work'>;
export type FileId = Id<'file'>;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford base 32: no i, l, o, u

/** 9 digits of time, then 11 random digits (55 bits): sorts by creation, 20 characters. `random` gives 11 values in 0..31. */
export function makeId(at: number, random: ArrayLike<number>): string {
  let time = at;
  let id = '';
  for (let i = 0; i < 9; i++) {
    id = ALPHABET[time % 32] + id;
    time = Math.floor(time / 32);
  }
  for (let i = 0; i < 11; i++) id += ALPHABET[(random[i] ?? 0) & 31];
  return id;
}

/** When it was made, as `makeId` was told. */
export const timeOf = (id: string): number =>
  [...id.slice(0, 9)].reduce((time, sign) => time * 32 + ALPHABET.indexOf(sign), 0);

export const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{20}$/;
