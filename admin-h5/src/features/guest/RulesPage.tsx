// What the public may report without an account, with what that means for whoever scans a code, as it is being chosen.
import type { GuestRulesView } from '@paidan/shared/contract/guest';
import { HOLD_REASONS, PHONE_ASKS } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { ask } from '../../lib/ask';
import { useMay } from '../../lib/me';
import { useUnsaved } from '../../lib/unsaved';
import { useCommand } from '../../lib/useCommand';
import { useGuestText } from '../../text/guest';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Button, buttonClass } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { Field } from '../../ui/Field';
import { Input, Select, Textarea } from '../../ui/Input';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SkeletonRows } from '../../ui/Skeleton';
import { Switch } from '../../ui/Switch';
import { toast } from '../../ui/Toasts';
import { Preview } from './Preview';
import { Section } from './Section';
import { Templates } from './Templates';

const PHONE = /^\+?[0-9][0-9 -]{4,19}$/;
const MOST = { device: 100, label: 1000, address: 1000 } as const;
type Limit = keyof typeof MOST;

export default function RulesPage() {
  const text = useGuestText().rules;
  const mayDispatch = useMay('ticket.dispatch');
  const query = useQuery({
    queryKey: ['guestRules'],
    queryFn: ({ signal }) => ask('guest.rules', {}, signal),
  });
  return (
    <Page
      narrow
      title={text.title}
      actions={
        <>
          {mayDispatch && (
            <Link to="/held" className={buttonClass('plain')}>
              {text.toHeld}
            </Link>
          )}
          <Link to="/labels" className={buttonClass('plain')}>
            {text.toLabels}
          </Link>
        </>
      }
      under={<p className="pt-1 text-sm text-ink-2">{text.lead}</p>}
    >
      {query.isPending && <SkeletonRows rows={8} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && <Form key={query.data.version} view={query.data} />}
    </Page>
  );
}

function Form({ view }: { view: GuestRulesView }) {
  const text = useGuestText().rules;
  const codes = useWords();
  const { common } = useText();
  const client = useQueryClient();
  const { send, busy, refusal } = useCommand('guest.changeRules');
  const [values, setValues] = useState(view.values);
  const put = (change: Partial<typeof values>) => setValues((was) => ({ ...was, ...change }));
  const contact = values.contact ?? '';
  const wrongPhone = contact.trim() !== '' && !PHONE.test(contact.trim());
  const changed = JSON.stringify(values) !== JSON.stringify(view.values);
  useUnsaved(changed);
  async function save() {
    if (wrongPhone) return;
    const trimmed = contact.trim();
    const answer = await send({
      version: view.version,
      values: { ...values, contact: trimmed === '' ? null : trimmed },
    });
    if (answer.ok) {
      client.setQueryData(['guestRules'], answer.value);
      toast('ok', common.saved);
    } else if (answer.refusal.code === 'stale') {
      toast('danger', text.stale);
      void client.invalidateQueries({ queryKey: ['guestRules'] });
    }
  }
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Section>
        <Switch label={text.on} words={text.onWords} checked={values.on} onChange={(on) => put({ on })} />
      </Section>
      <Preview values={values} />
      <Templates
        chosen={values.templateIds}
        phone={values.phone}
        onChange={(templateIds) => put({ templateIds: [...templateIds] })}
      />
      <Section title={text.phone} words={text.phoneWords}>
        <div className="max-w-[240px] py-2">
          <Select
            aria-label={text.phone}
            value={values.phone}
            onChange={(event) => put({ phone: PHONE_ASKS.find((one) => one === event.target.value) ?? values.phone })}
          >
            {PHONE_ASKS.map((one) => (
              <option key={one} value={one}>
                {text.phones[one]}
              </option>
            ))}
          </Select>
        </div>
      </Section>
      <Section>
        <Field label={text.greeting} hint={text.greetingHint} className="py-2">
          <Textarea
            rows={2}
            maxLength={LIMITS.greeting}
            value={values.greeting}
            onChange={(event) => put({ greeting: event.target.value })}
          />
        </Field>
        <Field label={text.greetingEn} hint={text.greetingEnHint} className="py-2">
          <Textarea
            rows={2}
            maxLength={LIMITS.greeting}
            value={values.greetingEn ?? ''}
            onChange={(event) => put({ greetingEn: event.target.value })}
          />
        </Field>
        <Field
          label={text.contact}
          hint={text.contactHint}
          problem={wrongPhone ? text.contactProblem : undefined}
          className="py-2"
        >
          <Input
            type="tel"
            maxLength={LIMITS.phone}
            value={contact}
            onChange={(event) => put({ contact: event.target.value })}
          />
        </Field>
      </Section>
      <Section title={text.limits} words={text.limitsWords}>
        <div className="flex flex-wrap gap-4 py-2">
          {(Object.keys(MOST) as Limit[]).map((limit) => (
            <Field key={limit} label={text.limit[limit]} className="w-[140px]">
              <Input
                type="number"
                inputMode="numeric"
                min={1}
                max={MOST[limit]}
                required
                value={values.limits[limit]}
                onChange={(event) => put({ limits: { ...values.limits, [limit]: Number(event.target.value) } })}
              />
            </Field>
          ))}
        </div>
      </Section>
      <Section title={text.holds} words={text.holdsWords}>
        <div className="grid gap-x-8 sm:grid-cols-2">
          {HOLD_REASONS.map((reason) => (
            <Switch
              key={reason}
              label={codes.holdReasons[reason]}
              words={text.holdWords[reason]}
              checked={values.holds.includes(reason)}
              onChange={(on) =>
                put({ holds: HOLD_REASONS.filter((one) => (one === reason ? on : values.holds.includes(one))) })
              }
            />
          ))}
        </div>
      </Section>
      {refusal && refusal.code !== 'stale' && <Notice tone="danger">{refusal.message}</Notice>}
      <div className="sticky bottom-0 flex justify-end border-t border-line bg-canvas py-3 max-md:bottom-14">
        <Button look="primary" type="submit" busy={busy} disabled={!changed || wrongPhone}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}
