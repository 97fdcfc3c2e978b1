// message/recall: a message disappears from everybody's chat, within 24 hours. Source: 94867.
import type { Box } from '../box';
import { DAY } from '../clock';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import { isFilled, type Shape } from '../shape';
import type { Token } from './corp';

export function recall({ state, clock }: Box, { app, corp }: Token, { msgid }: Shape): Answer | Refusal {
  if (!isFilled(msgid)) return refuse(40063, 'msgid is empty');
  const sent = state.sent.get(msgid);
  if (sent === undefined || sent.corpId !== corp.corpId || sent.agentId !== app?.agentId) {
    return refuse(40058, 'invalid msgid');
  }
  if (clock.now() - sent.at > DAY) return refuse(42052, 'msgid is older than 24 hours');
  for (const copy of sent.copies.values()) {
    if (copy.message.recalled) continue;
    const card = copy.message.card === undefined ? {} : { cardState: 'recalled' as const };
    state.chats.change(copy, { recalled: true, ...card });
  }
  return fine();
}
