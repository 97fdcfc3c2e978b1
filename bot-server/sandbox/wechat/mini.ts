// The nouns of WeChat: a mini-program, its people and templates, and what they hold.
import type { Address } from '../address';
import type { TemplateKey } from '../api';
import type { Window } from '../meter';

export type MiniPerson = {
  readonly openid: string;
  name: string;
  phone: string | null;
  /** How many messages of a template are still allowed. */
  readonly consents: Map<string, number>;
  /** A sign-in or a message; what others write is not judged. */
  activeAt: number;
};
export type Template = { readonly id: string; readonly title: string; readonly keys: readonly TemplateKey[] };
export type Verdict = { readonly suggest: 'pass' | 'review' | 'risky'; readonly label: number };
export type MiniToken = { readonly token: string; readonly mini: Mini; until: number; replaced: boolean };
export type MiniCode = {
  readonly kind: 'signIn' | 'phone';
  readonly appid: string;
  readonly openid: string;
  readonly until: number;
  used: boolean;
};
export type Mini = {
  readonly appid: string;
  name: string;
  secret: string;
  push: Address | null;
  /** Null: every page counts as published. */
  pages: ReadonlySet<string> | null;
  /** For whom it signs people in; null: it is only spoken to. */
  org: string | null;
  readonly people: Map<string, MiniPerson>;
  readonly templates: Map<string, Template>;
  /** What the next pictures and sounds are judged to be. */
  readonly verdicts: Verdict[];
  stable: MiniToken | null;
  classic: MiniToken | null;
  readonly forced: Window;
};
