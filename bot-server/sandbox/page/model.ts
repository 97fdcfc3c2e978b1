// What the stand-in tells of itself, as the page takes it; a template card's parts, most of which a card may leave out (WeCom 90236).
import type { ChatView, CorpView, DingView, LogCall, Message, MiniView, StateView } from '../api';

export type TextAt = { readonly title?: string; readonly desc?: string };
export type CardLink = {
  readonly type?: number;
  readonly url?: string;
  readonly appid?: string;
  readonly pagepath?: string;
  readonly title?: string;
};
export type CardOption = { readonly id: string; readonly text: string; readonly is_checked?: boolean };
export type CardSelection = {
  readonly question_key: string;
  readonly title?: string;
  readonly selected_id?: string;
  readonly disable?: boolean;
  readonly option_list?: readonly CardOption[];
};
export type CardButtonData = {
  readonly type?: number;
  readonly text: string;
  readonly style?: number;
  readonly key?: string;
  readonly url?: string;
};

/** A template card as the product sent it, or as an update left it. */
export type TemplateCard = {
  readonly card_type: string;
  readonly source?: { readonly icon_url?: string; readonly desc?: string; readonly desc_color?: number };
  readonly action_menu?: { readonly desc?: string; readonly action_list?: readonly { text: string; key: string }[] };
  readonly task_id?: string;
  readonly main_title?: TextAt;
  readonly emphasis_content?: TextAt;
  readonly quote_area?: CardLink & { readonly quote_text?: string };
  readonly sub_title_text?: string;
  readonly horizontal_content_list?: readonly {
    readonly type?: number;
    readonly keyname: string;
    readonly value?: string;
    readonly url?: string;
    readonly userid?: string;
  }[];
  readonly vertical_content_list?: readonly TextAt[];
  readonly card_image?: { readonly url: string; readonly aspect_ratio?: number };
  readonly image_text_area?: CardLink & { readonly desc?: string; readonly image_url?: string };
  readonly jump_list?: readonly CardLink[];
  readonly card_action?: CardLink;
  readonly button_selection?: CardSelection;
  readonly button_list?: readonly CardButtonData[];
  readonly checkbox?: {
    readonly question_key: string;
    readonly mode?: number;
    readonly disable?: boolean;
    readonly option_list?: readonly CardOption[];
  };
  readonly select_list?: readonly CardSelection[];
  readonly submit_button?: { readonly text: string; readonly key: string };
  /** Stands in place of the buttons after an update. */
  readonly replace_text?: string;
};

export type { Delivery, Message, Outcome } from '../api';
export type State = StateView;
export type Chat = ChatView;
export type Corp = CorpView;
export type CorpPerson = CorpView['people'][number];
export type CorpApp = CorpView['apps'][number];
export type Ding = DingView;
export type Mini = MiniView;
export type MiniPerson = MiniView['people'][number];
export type Call = LogCall;

/** The stand-in has checked it when it was sent. */
export const cardOf = (message: Message): TemplateCard | undefined => message.card as TemplateCard | undefined;

export type Fault = {
  readonly on: 'wecom' | 'wechat' | 'dingtalk';
  readonly api: string;
  readonly kind: string;
  readonly times: number;
  readonly ms?: number;
};
