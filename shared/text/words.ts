// The product's words for its own codes, in each language: a code without words does not compile.
import type { DeliveryView } from '../contract/channel';
import type {
  AccountKind,
  Channel,
  ExportKind,
  FieldType,
  Grant,
  HeldState,
  HeldStep,
  HoldReason,
  NodeKind,
  NoticeKind,
  Phase,
  Priority,
  SiteKind,
} from '../kinds';
import type { TicketCommandName, TimerPurpose } from '../model/command';
import type { TicketEventType } from '../model/event';
import type { RefusalCode } from '../refusal';
import type { CardWords } from '../rules/card/words';
import type { ChatWords } from '../rules/chat/words';
import type { FlowProblem } from '../rules/flow/validate';
import type { Problem } from '../rules/form/check';

/** What a phone shows of the product's codes; everything else it reads in answers. */
export type CodeWords = Pick<
  Words,
  | 'actions'
  | 'events'
  | 'same'
  | 'linkHolder'
  | 'doneAt'
  | 'phases'
  | 'siteKinds'
  | 'formProblems'
  | 'priorities'
  | 'noticeKinds'
> & { readonly stages: CardWords['stages'] };

/** `{name}` in a sentence is filled from the refusal's or event's data. */
export type Words = {
  readonly refusals: Readonly<Record<RefusalCode, string>>;
  readonly actions: Readonly<Record<TicketCommandName, string>>;
  readonly events: Readonly<Record<TicketEventType, string>>;
  /** In place of an event's sentence, of the line that stands for all who met the same. */
  readonly same: string;
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
  readonly heldStates: Readonly<Record<HeldState, string>>;
  readonly heldSteps: Readonly<Record<HeldStep, string>>;
  readonly holdReasons: Readonly<Record<HoldReason, string>>;
  readonly accountKinds: Readonly<Record<AccountKind, string>>;
  /** Between the members of a list in one cell or line. */
  readonly comma: string;
  /** Lists, as their files are called. */
  readonly exports: Readonly<Record<ExportKind, string>>;
  /** Stands for a name, where it may have been a neighbour. */
  readonly linkHolder: string;
  /** Beside the time at which something came that was done earlier, whatever held it up. */
  readonly doneAt: string;
  /** Whoever's name was erased: nothing is stored in its place. */
  readonly erased: string;
  /** Whoever reported without an account; `{tag}` tells one from another. */
  readonly guest: string;
  readonly cards: CardWords;
  readonly chat: ChatWords;
};
