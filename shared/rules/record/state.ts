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

export type RecordEventBody =
  | { readonly type: `${RecordKind}.created`; readonly values: { readonly [key: string]: Json } }
  | { readonly type: `${RecordKind}.changed`; readonly change: { readonly [key: string]: Json } }
  | { readonly type: `${RecordKind}.${'retired' | 'restored'}` }
  | { readonly type: 'member.passwordSet' };

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
