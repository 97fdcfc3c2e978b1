// What the stand-in's own API speaks of: the shapes that its page and its tests read.

export type CallbackView = { readonly url: string; readonly verified: boolean; readonly error: string | null };

export type Message = {
  readonly id: string;
  readonly msgid: string;
  readonly at: number;
  readonly from: 'app' | 'user';
  readonly type: 'text' | 'markdown' | 'textcard' | 'news' | 'image' | 'card' | 'subscribe' | 'passive';
  readonly text?: string;
  /** As it was sent, changes applied: `replace_text` greys its buttons. */
  readonly card?: Readonly<Record<string, unknown>>;
  readonly cardState?: 'live' | 'updated' | 'recalled';
  readonly pressed?: Pressed | null;
  readonly mentions?: readonly string[];
  readonly template?: {
    readonly title: string;
    readonly rows: readonly { readonly label: string; readonly value: string }[];
    readonly page: string | null;
  };
  /** A textcard's, an article's. */
  readonly link?: {
    readonly title: string;
    readonly description: string;
    readonly url: string;
    readonly button: string;
  };
  readonly recalled: boolean;
};
export type Pressed = {
  readonly userid: string;
  readonly key: string;
  readonly at: number;
  readonly outcome: Outcome | 'waiting';
};
/** `refused`: an answer came, but not one that the platform takes. */
export type Outcome = 'answered' | 'unanswered' | 'refused';

export type ChatKind = 'app' | 'group' | 'mini';
export type ChatView = {
  readonly id: string;
  readonly kind: ChatKind;
  readonly corpId?: string;
  readonly appid?: string;
  readonly agentId?: number;
  readonly groupKey?: string;
  readonly userid?: string;
  readonly openid?: string;
  /** Messages that the platform took and did not show, being too many. */
  readonly dropped: number;
  readonly version: number;
  readonly messages: readonly Message[];
};

export type PersonView = {
  readonly userid: string;
  readonly name: string;
  readonly department: readonly number[];
  readonly active: boolean;
};
export type CorpView = {
  readonly corpId: string;
  readonly name: string;
  readonly departments: readonly { readonly id: number; readonly name: string; readonly parentid: number }[];
  readonly people: readonly PersonView[];
  readonly apps: readonly {
    readonly agentId: number;
    readonly name: string;
    readonly callback: CallbackView | null;
    readonly dropped: number;
  }[];
  readonly groups: readonly { readonly key: string; readonly name: string; readonly members: readonly string[] }[];
};
export type TemplateKey = {
  readonly key: string;
  readonly label: string;
  readonly values?: readonly string[] | undefined;
};
export type MiniView = {
  readonly appid: string;
  readonly name: string;
  readonly org: string | null;
  readonly push: CallbackView | null;
  readonly people: readonly {
    readonly openid: string;
    readonly name: string;
    readonly phone: string | null;
    readonly consents: Readonly<Record<string, number>>;
  }[];
  readonly templates: readonly { readonly id: string; readonly title: string; readonly keys: readonly TemplateKey[] }[];
};
export type DingView = {
  readonly corpId: string;
  readonly name: string;
  /** Whose people they are, for the mini-program; null: not told. */
  readonly org: string | null;
  readonly people: readonly { readonly userid: string; readonly name: string; readonly active: boolean }[];
  readonly apps: readonly { readonly clientId: string; readonly name: string }[];
};
export type StateView = {
  readonly version: number;
  readonly now: number;
  readonly offset: number;
  readonly corps: readonly CorpView[];
  readonly minis: readonly MiniView[];
  readonly dings: readonly DingView[];
  readonly chats: readonly ChatView[];
};

export type LogCall = {
  readonly id: number;
  readonly at: number;
  /** `in`: the product called us; `out`: we called the product. */
  readonly way: 'in' | 'out';
  readonly who: string;
  readonly api: string;
  /** Zero where no answer came. */
  readonly status: number;
  readonly ms: number;
  readonly plain: { readonly request: string; readonly response: string };
  readonly wire: { readonly request: string; readonly response: string };
};

/** What came of delivering one event to the product. */
export type Delivery = {
  readonly outcome: Outcome;
  readonly status: number;
  readonly deliveries: number;
  /** The decrypted answer. */
  readonly reply?: unknown;
  /** Why the answer is not one that the platform takes. */
  readonly error?: { readonly errcode: number; readonly errmsg: string };
};
