// Where it is, like a parcel: the steps of its flow, those behind, the present one, those ahead.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { cn } from '../../../lib/cn';
import { inLocale, useLocale } from '../../../lib/locale';
import { useMe } from '../../../lib/me';
import { useNow } from '../../../lib/now';
import { momentAlone } from '../../../lib/time';
import { useText } from '../../../text/useText';
import { Skeleton } from '../../../ui/Skeleton';
import { pathOf, type Step } from './path';

type Props = {
  readonly ticket: TicketView;
  readonly template: TemplateView | undefined;
  readonly timeline: readonly TimelineItem[] | undefined;
};

export function Progress({ ticket, template, timeline }: Props) {
  const text = useText();
  if (template === undefined || timeline === undefined) return <Skeleton className="!h-14" />;
  const steps = pathOf(ticket, template, timeline).filter((step) => step.state !== 'off' && step.kind !== 'end');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a strip that scrolls sideways must be reachable by keyboard
    <section aria-label={text.ticket.progress} tabIndex={0} className="no-bar -mx-1 overflow-x-auto px-1 py-1">
      <ol className="flex">
        {steps.map((step, index) => (
          <StepMark
            key={step.id}
            step={step}
            last={index === steps.length - 1}
            cancelled={ticket.phase === 'cancelled'}
          />
        ))}
      </ol>
    </section>
  );
}

function StepMark({ step, last, cancelled }: { step: Step; last: boolean; cancelled: boolean }) {
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const { state } = step;
  return (
    <li
      aria-current={state === 'here' ? 'step' : undefined}
      className={cn('relative min-w-[76px] flex-1 pr-2', last && 'flex-none')}
    >
      {!last && (
        <span
          aria-hidden="true"
          className={cn(
            'absolute left-5 right-0 top-[8px] border-t-2',
            state === 'done' ? 'border-accent' : 'border-dashed border-line-strong',
          )}
        />
      )}
      <Dot state={state} stopped={cancelled && last} />
      <span
        className={cn(
          'mt-1.5 block text-sm',
          state === 'here' ? 'font-semibold text-accent' : state === 'ahead' ? 'text-ink-3' : 'text-ink',
        )}
      >
        {inLocale(step.title, locale)}
        {step.times > 1 && <span className="ml-1 text-2xs text-warn">×{step.times}</span>}
      </span>
      {step.at !== null && (
        <span className="block whitespace-nowrap text-2xs text-ink-3">
          {momentAlone(step.at, now, offsetMinutes, locale)}
        </span>
      )}
    </li>
  );
}

function Dot({ state, stopped }: { state: Step['state']; stopped: boolean }) {
  return (
    <svg
      viewBox="0 0 18 18"
      aria-hidden="true"
      className={cn('relative block h-[18px] w-[18px] bg-canvas', stopped ? 'text-ink-3' : 'text-accent')}
    >
      {state === 'ahead' ? (
        <circle cx="9" cy="9" r="6" className="fill-canvas stroke-line-strong" strokeWidth="2" />
      ) : state === 'here' ? (
        <>
          <circle cx="9" cy="9" r="8" fill="currentColor" opacity=".22" />
          <circle cx="9" cy="9" r="4.5" fill="currentColor" />
        </>
      ) : (
        <>
          <circle cx="9" cy="9" r="8" fill="currentColor" />
          <path
            d={stopped ? 'm6.200 6.200 5.600 5.600m0-5.600-5.600 5.600' : 'm5.500 9.200 2.400 2.400 4.600-5'}
            fill="none"
            className="stroke-canvas"
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  );
}
