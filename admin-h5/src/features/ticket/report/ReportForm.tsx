// The form of a template's first node. What is written survives a reload; a link or a code may fill in site and asset.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import { MINUTE } from '@paidan/shared/kernel/time';
import { PRIORITIES } from '@paidan/shared/kinds';
import type { FormValues } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import { useEffect, useRef, useState } from 'react';
import { useForm } from '../../../lib/form';
import { recall, remember } from '../../../lib/kept';
import { inLocale, useLocale } from '../../../lib/locale';
import { span } from '../../../lib/time';
import { useCommand } from '../../../lib/useCommand';
import { useText } from '../../../text/useText';
import { Button } from '../../../ui/Button';
import { FormFields, showFirstProblem } from '../../../ui/field/FormFields';
import { Notice } from '../../../ui/Notice';
import { SimilarTickets } from './SimilarTickets';

type Props = {
  readonly template: TemplateView;
  readonly siteId: string | null;
  readonly assetId: string | null;
  readonly onSent: (answer: TicketAnswer) => void;
  readonly onChange?: () => void;
};

export function ReportForm({ template, siteId, assetId, onSent, onChange }: Props) {
  const text = useText();
  const words = text.ticket.reportPage;
  const locale = useLocale();
  const start = template.flow[0]?.id ?? 'start';
  const draftKey = `draft.${template.id}.${template.revision}`;
  const [draft] = useState(() => recall<FormValues>(draftKey));
  const form = useForm(template.fields, start, { first: { ...draft, ...filledIn(template, siteId, assetId) } });
  const [restored, setRestored] = useState(draft !== null);
  const { send, busy, refusal } = useCommand('ticket.create');
  const box = useRef<HTMLFormElement>(null);

  useEffect(
    () => remember(draftKey, Object.keys(form.values).length > 0 ? form.values : null),
    [draftKey, form.values],
  );

  const submit = async () => {
    const values = form.submit();
    if (values === null) return showFirstProblem(box.current);
    const answer = await send({ templateId: template.id, values });
    if (!answer.ok) return;
    remember(draftKey, null);
    onSent(answer.value);
  };
  const startAfresh = () => {
    form.reset(filledIn(template, siteId, assetId));
    setRestored(false);
  };
  const chosen = template.binds.priority ? form.values[template.binds.priority] : undefined;
  const priority = PRIORITIES.find((each) => each === chosen) ?? 'normal';
  const site = template.binds.site ? form.values[template.binds.site] : undefined;
  return (
    <form
      ref={box}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-medium">{inLocale(template.name, locale)}</h2>
        {onChange && (
          <Button look="quiet" size="sm" onClick={onChange}>
            {words.change}
          </Button>
        )}
        <span className="text-sm text-ink-2 md:ml-auto">
          {words.promise(span(template.promise[priority] * MINUTE, locale))}
        </span>
      </div>
      <div className="space-y-5 rounded-lg border border-line bg-surface p-4 md:p-6">
        {restored && (
          <Notice tone="info">
            <span className="flex flex-wrap items-center justify-between gap-2">
              {words.draftKept}
              <button type="button" onClick={startAfresh} className="font-medium underline underline-offset-2">
                {words.draftDrop}
              </button>
            </span>
          </Notice>
        )}
        <FormFields form={form} />
        {typeof site === 'string' && <SimilarTickets siteId={site} templateId={template.id} />}
      </div>
      <div className="sticky bottom-0 mt-4 flex flex-col gap-2 bg-canvas py-3 max-md:bottom-[calc(52px+env(safe-area-inset-bottom))] md:flex-row md:items-center md:justify-end">
        {refusal && (
          <Notice tone="danger" className="md:flex-1">
            {refusal.message}
          </Notice>
        )}
        {form.problems.length > 0 && (
          <p role="alert" className="text-sm text-danger">
            ▲ {words.problems(form.problems.length)}
          </p>
        )}
        <Button type="submit" look="primary" size="lg" busy={busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

/** Site and asset from a code or a link go where the template says they belong. */
function filledIn({ binds }: TemplateView, siteId: string | null, assetId: string | null): FormValues {
  return {
    ...(binds.site && siteId && { [binds.site]: siteId }),
    ...(binds.asset && assetId && { [binds.asset]: assetId }),
  };
}
