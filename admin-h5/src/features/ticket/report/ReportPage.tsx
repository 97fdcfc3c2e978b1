// Reporting: choose what it is about, fill in the form, see the number and what happens next.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import type { TemplateId } from '@paidan/shared/kernel/id';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ask } from '../../../lib/ask';
import { useText } from '../../../text/useText';
import { ErrorState } from '../../../ui/ErrorState';
import { Page } from '../../../ui/Page';
import { SkeletonRows } from '../../../ui/Skeleton';
import { Receipt } from './Receipt';
import { ReportForm } from './ReportForm';
import { TemplateChoice } from './TemplateChoice';

export default function ReportPage() {
  const text = useText();
  const [params, setParams] = useSearchParams();
  const [sent, setSent] = useState<TicketAnswer | null>(null);
  const templateId = params.get('template');
  const list = useQuery({
    queryKey: ['template', 'list'],
    queryFn: ({ signal }) => ask('template.list', { limit: 100 }, signal),
  });
  // One template leaves nothing to choose.
  const only = list.data?.items.length === 1 ? list.data.items[0]?.id : undefined;
  const chosen = templateId ?? only;
  const template = useQuery({
    queryKey: ['template', chosen, 'newest'],
    queryFn: ({ signal }) =>
      ask('template.get', { templateId: chosen as TemplateId }, signal).then((answer) => answer.template),
    enabled: chosen !== undefined,
  });
  const choose = (id: string | null) => {
    const next = new URLSearchParams(params);
    if (id === null) next.delete('template');
    else next.set('template', id);
    setParams(next);
  };

  if (sent) return <Receipt answer={sent} template={template.data} onAnother={() => setSent(null)} />;
  return (
    <Page title={text.ticket.reportPage.title} narrow>
      {chosen === undefined ? (
        <TemplateChoice query={list} onChoose={choose} />
      ) : template.isError ? (
        <ErrorState error={template.error} onRetry={() => void template.refetch()} />
      ) : template.data ? (
        <ReportForm
          key={template.data.id}
          template={template.data}
          siteId={params.get('site')}
          assetId={params.get('asset')}
          onSent={setSent}
          {...(only === undefined && { onChange: () => choose(null) })}
        />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Page>
  );
}
