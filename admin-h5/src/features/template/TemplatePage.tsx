// One template as published, to read: its flow, its promises, its fields.
import type { TemplateId } from '@paidan/shared/kernel/id';
import { MINUTE } from '@paidan/shared/kernel/time';
import { PRIORITIES } from '@paidan/shared/kinds';
import type { TemplateView } from '@paidan/shared/model/template';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ask } from '../../lib/ask';
import { inLocale, useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { moment, span } from '../../lib/time';
import { useText } from '../../text/useText';
import { buttonClass } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { Page } from '../../ui/Page';
import { PriorityMark } from '../../ui/PriorityMark';
import { SkeletonRows } from '../../ui/Skeleton';
import { FieldTable } from './FieldTable';
import { FlowView } from './FlowView';

export default function TemplatePage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['template', id, 'newest'],
    queryFn: ({ signal }) =>
      ask('template.get', { templateId: id as TemplateId }, signal).then((answer) => answer.template),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={8} className="pt-16" />;
  return <Shown template={query.data} />;
}

function Shown({ template }: { template: TemplateView }) {
  const text = useText().records.template;
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  return (
    <Page
      title={inLocale(template.name, locale)}
      actions={
        template.state === 'active' && (
          <Link to={`/report?template=${template.id}`} className={buttonClass('plain', 'sm')}>
            {text.use}
          </Link>
        )
      }
      under={
        <p className="text-sm text-ink-2">
          {template.about && <span className="mb-1 block">{inLocale(template.about, locale)}</span>}
          <Link to="/templates" className="text-accent underline underline-offset-2">
            {text.title}
          </Link>{' '}
          / <code className="font-mono text-xs">{template.code}</code> · {text.revision(template.revision)} ·{' '}
          {text.publishedAt} {moment(template.publishedAt, now, offsetMinutes, locale)}
        </p>
      }
    >
      <div className="grid items-start gap-8 pt-2 xl:grid-cols-[minmax(0,420px)_minmax(0,1fr)]">
        <div className="space-y-8">
          <section>
            <h2 className="mb-3 font-semibold">{text.flow}</h2>
            <FlowView template={template} />
          </section>
          <section>
            <h2 className="font-semibold">{text.promise}</h2>
            <p className="mb-2 text-xs text-ink-3">{text.promiseHint}</p>
            <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4 xl:grid-cols-2">
              {PRIORITIES.map((priority) => (
                <div
                  key={priority}
                  className="flex items-center justify-between rounded border border-line bg-surface px-3 py-2"
                >
                  <dt>
                    <PriorityMark priority={priority} wordy />
                  </dt>
                  <dd className="font-medium">{span(template.promise[priority] * MINUTE, locale)}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
        <section className="min-w-0">
          <h2 className="mb-3 font-semibold">{text.fields}</h2>
          <FieldTable template={template} />
        </section>
      </div>
    </Page>
  );
}
