// The product's words for its own codes, in each language: a code without words does not compile.
import type { DeliveryView } from '../contract/channel';
import type { AccountKind, Channel, FieldType, Grant, NodeKind, NoticeKind, Phase, Priority, SiteKind } from '../kinds';
import type { TicketCommandName, TimerPurpose } from '../model/command';
import type { TicketEventType } from '../model/event';
import type { RefusalCode } from '../refusal';
import type { CardWords } from '../rules/card/words';
import type { ChatWords } from '../rules/chat/words';
import type { FlowProblem } from '../rules/flow/validate';
import type { Problem } from '../rules/form/check';

/** `{name}` in a sentence is filled from the refusal's or event's data. */
export type Words = {
  readonly refusals: Readonly<Record<RefusalCode, string>>;
  readonly actions: Readonly<Record<TicketCommandName, string>>;
  readonly events: Readonly<Record<TicketEventType, string>>;
  readonly phases: Readonly<Record<Phase, string>>;
  readonly priorities: Readonly<Record<Priority, string>>;
  readonly fieldTypes: Readonly<Record<FieldType, string>>;
  readonly nodeKinds: Readonly<Record<NodeKind, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly siteKinds: Readonly<Record<SiteKind, string>>;
  readonly grants: Readonly<Record<Grant, string>>;
  readonly timers: Readonly<Record<TimerPurpose, string>>;
  readonly formProblems: Readonly<Record<Problem['problem'], string>>;
  readonly flowProblems: Readonly<Record<FlowProblem['problem'], string>>;
  readonly noticeKinds: Readonly<Record<NoticeKind, string>>;
  readonly deliveryStates: Readonly<Record<DeliveryView['state'], string>>;
  readonly accountKinds: Readonly<Record<AccountKind, string>>;
  readonly cards: CardWords;
  readonly chat: ChatWords;
};
