// What WeCom tells an application, in clear: messages and events as XML. Source: 90239, 90240, 90970.
import { seconds } from '../clock';
import { type XmlPart, xmlOf } from '../xml';

type Head = { readonly corpId: string; readonly userid: string; readonly at: number };
const xml = (parts: readonly XmlPart[]): string => xmlOf([['xml', parts]]);
const headOf = ({ corpId, userid, at }: Head, type: string): readonly XmlPart[] => [
  ['ToUserName', corpId],
  ['FromUserName', userid],
  ['CreateTime', seconds(at)],
  ['MsgType', type],
];

export const textMessage = (head: Head, agentId: number, text: string, msgId: bigint): string =>
  xml([...headOf(head, 'text'), ['Content', text], ['MsgId', msgId], ['AgentID', agentId]]);

export type Selected = { readonly question_key: string; readonly option_ids: readonly string[] };
export type CardPress = {
  readonly key: string;
  readonly taskId: string;
  readonly cardType: string;
  readonly code: string;
  readonly selected: readonly Selected[];
  readonly menu: boolean;
};

export function cardEvent(head: Head, agentId: number, press: CardPress): string {
  const items = press.selected.map(
    ({ question_key, option_ids }): XmlPart => [
      'SelectedItem',
      [
        ['QuestionKey', question_key],
        ['OptionIds', option_ids.map((id): XmlPart => ['OptionId', id])],
      ],
    ],
  );
  return xml([
    ...headOf(head, 'event'),
    ['Event', press.menu ? 'template_card_menu_event' : 'template_card_event'],
    ['EventKey', press.key],
    ['TaskId', press.taskId],
    ['CardType', press.cardType],
    ['ResponseCode', press.code],
    ['AgentID', agentId],
    ...(items.length > 0 && !press.menu ? [['SelectedItems', items] as const] : []),
  ]);
}

export type ContactChange = {
  readonly type: 'create_user' | 'update_user' | 'delete_user';
  readonly userid: string;
  readonly departments: readonly number[];
};

/** As callbacks since 2022-08-15 get it: who, and the departments; no AgentID. */
export const contactEvent = (corpId: string, at: number, { type, userid, departments }: ContactChange): string =>
  xml([
    ...headOf({ corpId, userid: 'sys', at }, 'event'),
    ['Event', 'change_contact'],
    ['ChangeType', type],
    ['UserID', userid],
    ...(type === 'delete_user' ? [] : [['Department', departments.join(',')] as const]),
  ]);
