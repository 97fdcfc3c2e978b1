// The filters that do not show themselves in the head of the list.
import { PRIORITIES } from '@paidan/shared/kinds';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../../lib/ask';
import { cn } from '../../../lib/cn';
import { inLocale, useLocale } from '../../../lib/locale';
import { useMay } from '../../../lib/me';
import { useText } from '../../../text/useText';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Field } from '../../../ui/Field';
import { AssetField } from '../../../ui/field/AssetField';
import { SiteField } from '../../../ui/field/SiteField';
import { Check, Input, Select } from '../../../ui/Input';
import { PriorityMark } from '../../../ui/PriorityMark';
import { type Filter, unfiltered } from '../filters';

type Props = { readonly filter: Filter; readonly onFilter: (filter: Filter) => void; readonly onClose: () => void };

export default function FilterDialog({ filter, onFilter, onClose }: Props) {
  const text = useText();
  const [draft, setDraft] = useState(filter);
  /** Undefined takes the filter away. */
  const put = <Key extends keyof Filter>(key: Key, value: Filter[Key] | undefined) => {
    const { [key]: _, ...rest } = draft;
    setDraft(value === undefined ? (rest as Filter) : { ...draft, [key]: value });
  };
  return (
    <Dialog
      title={text.ticket.filters}
      size="sm"
      onClose={onClose}
      foot={
        <>
          <Button onClick={() => onFilter(unfiltered(filter))}>{text.common.clear}</Button>
          <Button look="primary" onClick={() => onFilter(draft)}>
            {text.common.ok}
          </Button>
        </>
      }
    >
      <div className="space-y-4 pb-4">
        <Field label={text.ticket.priority} group>
          <PriorityPick
            value={draft.priority ?? []}
            onChange={(next) => put('priority', next.length > 0 ? next : undefined)}
          />
        </Field>
        <Check
          label={text.ticket.overdueOnly}
          checked={draft.overdue ?? false}
          onChange={(event) => put('overdue', event.target.checked || undefined)}
        />
        <Field label={text.ticket.day}>
          <Input
            type="date"
            value={draft.day ?? ''}
            onChange={(event) => put('day', event.target.value || undefined)}
          />
        </Field>
        <Field label={text.ticket.template}>
          <TemplateSelect value={draft.templateId} onChange={(next) => put('templateId', next)} />
        </Field>
        <MemberFilter value={draft.assigneeId} onChange={(next) => put('assigneeId', next)} />
        <Field label={text.ticket.site} group>
          <SiteField
            value={draft.siteId ?? ''}
            onChange={(next) => put('siteId', (next || undefined) as Filter['siteId'])}
          />
        </Field>
        <Field label={text.ticket.asset} group>
          <AssetField
            value={draft.assetId ?? ''}
            siteId={draft.siteId}
            onChange={(next) => put('assetId', (next || undefined) as Filter['assetId'])}
          />
        </Field>
      </div>
    </Dialog>
  );
}

type Priorities = NonNullable<Filter['priority']>;

function PriorityPick({ value, onChange }: { value: Priorities; onChange: (next: Priorities) => void }) {
  return (
    <div className="flex flex-wrap gap-2">
      {PRIORITIES.map((priority) => {
        const on = value.includes(priority);
        return (
          <button
            key={priority}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(on ? value.filter((each) => each !== priority) : [...value, priority])}
            className={cn(
              'h-8 rounded border px-2.5 max-md:h-11',
              on ? 'border-accent bg-accent-soft' : 'border-line-strong',
            )}
          >
            <PriorityMark priority={priority} wordy />
          </button>
        );
      })}
    </div>
  );
}

type Pick<Key extends keyof Filter> = {
  readonly value: Filter[Key];
  readonly onChange: (next: Filter[Key]) => void;
  readonly id?: string;
};

function TemplateSelect({ value, onChange, ...rest }: Pick<'templateId'>) {
  const text = useText();
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ['template', 'list'],
    queryFn: ({ signal }) => ask('template.list', { limit: 100 }, signal),
  });
  return (
    <Select
      {...rest}
      value={value ?? ''}
      onChange={(event) => onChange((event.target.value || undefined) as Filter['templateId'])}
    >
      <option value="">{text.common.all}</option>
      {data?.items.map((template) => (
        <option key={template.id} value={template.id}>
          {inLocale(template.name, locale)}
        </option>
      ))}
    </Select>
  );
}

/** Only for those who may see the list of people. */
function MemberFilter({ value, onChange }: Pick<'assigneeId'>) {
  const text = useText();
  const may = useMay('member.read');
  const { data } = useQuery({
    queryKey: ['member', 'names'],
    queryFn: ({ signal }) => ask('member.list', { limit: 100 }, signal),
    enabled: may,
  });
  if (!may) return null;
  return (
    <Field label={text.ticket.assignee}>
      <Select
        value={value ?? ''}
        onChange={(event) => onChange((event.target.value || undefined) as Filter['assigneeId'])}
      >
        <option value="">{text.common.all}</option>
        {data?.items.map((member) => (
          <option key={member.id} value={member.id}>
            {member.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
