// The words that a card is made of; `shared/text` says them in each language. `{name}` is filled from the ticket.
import type { NoticeKind, Priority, Stage } from '../../kinds';
import type { FollowUp } from '../notify/followUp';
import type { Step } from './steps';

export type CardWords = {
  /** What has happened, or is asked of the reader. `{count}`: of urges. */
  readonly headings: Readonly<Record<NoticeKind, string>>;
  /** Of what came by the report's link. */
  readonly byLink: Readonly<Record<'commented' | 'urged', string>>;
  /** `{count}` people met the same trouble. */
  readonly same: { readonly heading: string; readonly note: string };
  /** Behind the ticket's title, as a line to a group that was told of it. `{name}`: of whoever has it. */
  readonly followUps: Readonly<Record<FollowUp, string>>;
  readonly kinds: Readonly<Record<NoticeKind, string>>;
  readonly priorities: Readonly<Record<Priority, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly labels: {
    readonly site: string;
    readonly asset: string;
    readonly requester: string;
    readonly handler: string;
    readonly priority: string;
    readonly due: string;
    readonly completed: string;
    readonly stage: string;
    readonly phone: string;
    readonly rest: string;
  };
  /** January first. */
  readonly months: readonly string[];
  /** Nov 26, 18:30; otherwise 11-26 18:30. */
  readonly namesMonths: boolean;
  /** `{value}`: how far it was at `{time}`. */
  readonly asOf: string;
  /** `{time}`, and that it has passed. */
  readonly overdue: string;
  readonly buttons: Readonly<Record<Step | 'open' | 'ack', string>>;
  /** Why there is nothing left to press. `{name}`: of whoever has it. */
  readonly over: {
    readonly taken: string;
    readonly given: string;
    readonly toConfirm: string;
    readonly toRate: string;
    readonly closed: string;
    readonly cancelled: string;
    readonly urged: string;
    readonly other: string;
  };
  /** In place of words that have not passed the content check. */
  readonly hidden: string;
  readonly digest: {
    /** `{count}` notices, about `{tickets}` tickets; `{count}` more. */
    readonly heading: string;
    readonly title: string;
    readonly more: string;
    readonly stage: string;
  };
  readonly test: {
    readonly heading: string;
    readonly title: string;
    readonly note: string;
    readonly stage: string;
    readonly pressed: string;
  };
};
