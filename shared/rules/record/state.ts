// The organization's records as the rules see them, and what happens to them. `change` of a member never holds a password.

import type { TemplateId } from '../../kernel/id';
import type { Json } from '../../kernel/json';
import type { Instant } from '../../kernel/time';
import type { ChangeOf, CreateOf, RecordKind, ViewOf } from '../../model/records';
import type { TemplateBody } from '../../model/template';

/** What is kept of each kind beside the values derived from other rows. */
export type RecordOf<Kind extends RecordKind> = Kind extends RecordKind
  ? Omit<ViewOf<Kind>, 'path' | 'children' | 'sitePath'>
  : never;
/** One value of any kind, where the code is the same for all. */
export type AnyRecord = { readonly state: 'active' | 'retired'; readonly version: number } & {
  readonly [key: string]: Json;
};

export type Values<Kind extends RecordKind> = Omit<CreateOf<Kind>, 'password'>;
export type Change<Kind extends RecordKind> = Omit<ChangeOf<Kind>, 'password'>;

/**
 * An event of which something was taken out, and the hash of what is left: its own hash is of what it said before. `salted`: something
 * random went into that one, so that nobody can try out names on it; erasings of an earlier version do not say.
 */
export type Redacted = {
  readonly streamId: string;
  readonly seq: number;
  readonly digest: string;
  readonly salted?: boolean;
};

/** What a member's own last event names, beside who did it and when. */
export type MemberErased = {
  readonly type: 'member.erased';
  readonly reason: string;
  /** Ids of the personal values that are gone. */
  readonly numbers: readonly string[];
  readonly redacted: readonly Redacted[];
  /** How many events told one of the numbers before numbers were sealed: their own hashes go on committing to it. */
  readonly committed?: number;
};

export type RecordEventBody =
  /** `salt`: of members' events, so that nobody can try out on an event's hash what was taken out of it later. */
  | {
      readonly type: `${RecordKind}.created`;
      readonly values: { readonly [key: string]: Json };
      readonly salt?: string;
    }
  | {
      readonly type: `${RecordKind}.changed`;
      readonly change: { readonly [key: string]: Json };
      readonly salt?: string;
    }
  | { readonly type: `${RecordKind}.${'retired' | 'restored'}` }
  /** `digest`: SHA-256, hexadecimal, of the hash that is kept, which has a salt of its own. Events of before have none. */
  | { readonly type: 'member.passwordSet'; readonly digest?: string }
  | MemberErased;

export type TemplateEventBody =
  | { readonly type: 'template.created'; readonly code: string; readonly body: TemplateBody }
  | { readonly type: 'template.published'; readonly revision: number; readonly body: TemplateBody }
  | { readonly type: 'template.retired' };

export type TemplateState = {
  readonly id: TemplateId;
  readonly code: string;
  readonly name: TemplateBody['name'];
  readonly state: 'active' | 'retired';
  readonly revision: number;
  readonly publishedAt: Instant;
  readonly version: number;
};
