// Reporting: where it is, what kind, the form, and at the end a number. At most three presses after the scan.
import type { Receipt } from '@paidan/shared/contract/guest';
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../lib/language';
import { commit } from '../../lib/outbasket/outbasket';
import { failureWords, useOwn } from '../../lib/said';
import type { Session } from '../../lib/session';
import { reportWords } from '../../text/report';
import { BasketBadge } from '../../ui/BasketBadge';
import { Blank } from '../../ui/Blank';
import { Lines } from '../../ui/Lines';
import { PrivacyGate } from '../../ui/PrivacyGate';
import { Tabs } from '../../ui/Tabs';
import { ownDraft } from '../form/draftNames';
import { Done } from './Done';
import { JustSent, type SentReport } from './JustSent';
import { Kinds } from './Kinds';
import { ReportForm } from './ReportForm';
import './ReportScreen.scss';
import { Similar } from './Similar';
import { useCarried } from './useCarried';
import { type Query, useSpot } from './useSpot';
import { type Templates, useTemplates } from './useTemplates';
import { Where } from './Where';

export function ReportScreen({ session, query }: { readonly session: Session; readonly query: Query }) {
  const words = useOwn(reportWords);
  const memberId = session.member.id;
  const spot = useSpot(query);
  const forAsset = spot.state.is === 'found' && spot.state.found.kind === 'asset';
  const templates = useTemplates(memberId, forAsset);
  const { over, onValues, leave, sent: forgetAll } = useCarried(templates.list, draftOf);
  const [sent, setSent] = useState<readonly SentReport[]>([]);
  /** Undefined while it is being filled in; null when it waits on the phone. */
  const [answer, setAnswer] = useState<TicketAnswer | null | undefined>(undefined);

  const done = (next: TicketAnswer | null) => {
    setAnswer(next);
    forgetAll();
    if (next) setSent([next.ticket, ...sent]);
    void Promise.resolve(Taro.pageScrollTo({ scrollTop: 0, duration: 0 })).catch(() => {});
  };
  return (
    <View className="report">
      <View className="report__head">
        <Text className="report__org">{session.tenant.name}</Text>
        <Text className="report__title">{words.title}</Text>
      </View>
      <BasketBadge />
      {answer !== undefined ? (
        <Done
          receipt={answer ? receiptOf(answer) : null}
          onAgain={() => {
            setAnswer(undefined);
          }}
        />
      ) : session.member.grants.indexOf('ticket.create') < 0 ? (
        <Blank icon="warn" {...words.mayNot} action={null} busy={false} onAction={() => {}} />
      ) : (
        <>
          <JustSent reports={sent} />
          <Where
            state={spot.state}
            onScanned={(text) => void spot.scanned(text)}
            onAgain={spot.again}
            onByHand={spot.clear}
          />
          <Kinds
            {...templates}
            choose={(id) => {
              leave(templates.template, id);
              templates.choose(id);
            }}
          />
          <Body templates={templates}>
            {(template) => (
              <ReportForm<'ticket.create'>
                key={template.id}
                template={template}
                memberId={memberId}
                draft={draftOf(template.id)}
                over={over}
                onValues={onValues}
                spot={spot.state}
                before={(place) => <Similar {...place} />}
                send={(values, title) =>
                  commit({ name: 'ticket.create', input: { templateId: template.id, values }, title })
                }
                onDone={done}
              />
            )}
          </Body>
        </>
      )}
      <PrivacyGate />
      <Tabs here="report" />
    </View>
  );
}

const draftOf = ownDraft;

const receiptOf = ({ ticket: { id, no, title, dueAt, work } }: TicketAnswer): Receipt => ({
  ...{ id, no, title, dueAt },
  next: work[0]?.kind ?? null,
});

type BodyProps = {
  readonly templates: Templates;
  readonly children: (template: NonNullable<Templates['template']>) => ReactNode;
};

function Body({ templates: { list, template, failure, retry }, children }: BodyProps) {
  const general = useWords();
  const words = useOwn(reportWords);
  if (template) return <>{children(template)}</>;
  if (failure) {
    return (
      <Blank
        icon="cut"
        title={failureWords(failure, general)}
        hint=""
        action={general.retry}
        busy={false}
        onAction={retry}
      />
    );
  }
  if (list?.length === 0) {
    return <Blank icon="calm" {...words.noTemplate} action={general.retry} busy={false} onAction={retry} />;
  }
  return <Lines label={words.loading} widths={[30, 84, 40, 100, 62, 100]} />;
}
