// One ticket: what it is, where it stands, who has it, what can be done now, and everything that happened.
import { useRef, useState } from 'react';
import { useKeys } from '../../../lib/keys';
import { useText } from '../../../text/useText';
import { ErrorState } from '../../../ui/ErrorState';
import { useTitle } from '../../../ui/Page';
import { SkeletonRows } from '../../../ui/Skeleton';
import { ActionBar } from '../actions/ActionBar';
import { useActions } from '../actions/useActions';
import { CommentBox } from './CommentBox';
import { Facts } from './Facts';
import { Head, TopBar } from './Head';
import { Progress } from './Progress';
import { Reported } from './Reported';
import { Standing } from './Standing';
import { Timeline } from './Timeline';
import { useTicket } from './useTicket';

type Props = {
  readonly id: string;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onClose: () => void;
};

export default function TicketDetail({ id, onPrevious, onNext, onClose }: Props) {
  const text = useText();
  const { ticket, template, timeline } = useTicket(id);
  const of = ticket.data?.ticket;
  useTitle(of ? `#${of.no} ${of.title}` : text.ticket.title);
  const bar = <TopBar {...(of && { no: of.no })} onPrevious={onPrevious} onNext={onNext} onClose={onClose} />;
  if (ticket.isError && !ticket.data) {
    return (
      <>
        {bar}
        <ErrorState gone={text.ticket.noSuch} error={ticket.error} onRetry={() => void ticket.refetch()} />
      </>
    );
  }
  if (!ticket.data) {
    return (
      <>
        {bar}
        <SkeletonRows rows={9} className="pt-6" />
      </>
    );
  }
  return (
    <>
      {bar}
      <Loaded answer={ticket.data} template={template.data} timeline={timeline} />
    </>
  );
}

type LoadedProps = {
  readonly answer: NonNullable<ReturnType<typeof useTicket>['ticket']['data']>;
  readonly template: ReturnType<typeof useTicket>['template']['data'];
  readonly timeline: ReturnType<typeof useTicket>['timeline'];
};

function Loaded({ answer, template, timeline }: LoadedProps) {
  const { ticket } = answer;
  const actions = useActions(answer, template);
  const comment = useRef<HTMLTextAreaElement>(null);
  const [talkOnly, setTalkOnly] = useState(false);
  useKeys({
    s: () => actions.primary && actions.run(actions.primary.command),
    a: () => actions.runFirst(['ticket.assign', 'ticket.transfer']),
    c: () => comment.current?.focus(),
  });
  return (
    <article className="mx-auto max-w-[1180px] px-4 pb-40 pt-2 md:px-6 md:pb-12">
      <Head ticket={ticket} />
      <ActionBar actions={actions} />
      {/* One column reads head, standing, progress, content, facts, activity; two put standing and facts at the side. */}
      <div className="mt-5 flex flex-col gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_280px] lg:gap-x-8">
        <div className="contents lg:block lg:min-w-0 lg:space-y-7">
          <Progress ticket={ticket} template={template} timeline={timeline.data} />
          <div className="order-2 space-y-6">
            <Reported ticket={ticket} template={template} />
          </div>
          <div className="order-4 space-y-4">
            <Timeline query={timeline} template={template} talkOnly={talkOnly} onTalkOnly={setTalkOnly} />
            <CommentBox ticket={ticket} can={actions.can('ticket.comment')} inputRef={comment} />
          </div>
        </div>
        <aside className="contents lg:block lg:min-w-0 lg:space-y-6">
          <div className="order-1">
            <Standing ticket={ticket} canGive={actions.can('ticket.assign')} />
          </div>
          <div className="order-3">
            <Facts ticket={ticket} timeline={timeline.data} />
          </div>
        </aside>
      </div>
      {actions.dialog}
    </article>
  );
}
