// The product's words for its own codes, in each language: a code without words does not compile.
import type { Channel, FieldType, Grant, NodeKind, Phase, Priority, SiteKind } from '../kinds';
import type { TicketCommandName, TimerPurpose } from '../model/command';
import type { TicketEventType } from '../model/event';
import type { RefusalCode } from '../refusal';
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
};
