// One template's report: filled in as far as code and memory can, the rest asked for, sent through the outbasket.
import type { PublicTemplate } from '@paidan/shared/contract/guest';
import type { Field, FormValues } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import { checkForm, type Problem } from '@paidan/shared/rules/form/check';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ReactNode, useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { host } from '../../lib/host/index';
import { useWords } from '../../lib/language';
import type { Outcome } from '../../lib/outbasket/outbasket';
import { failureWords, useOwn, useSaid, useTroubleWords } from '../../lib/said';
import { formWords } from '../../text/form';
import { reportWords } from '../../text/report';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Foot } from '../../ui/Foot';
import { useDraft } from '../form/draft';
import { Form, idOf } from '../form/Form';
import { useUnfinished } from '../form/unfinished';
import { arranged, begun, nowhere, spoken, spotValues, titled } from './arrange';
import { Hotline } from './Hotline';
import type { SpotState } from './useSpot';

/** The two ways to report: with an account and without. */
export type Sent = 'ticket.create' | 'guest.report';
type Props<Name extends Sent> = {
  readonly template: PublicTemplate | TemplateView;
  readonly memberId: string;
  /** Under which what is not sent yet is kept. */
  readonly draft?: string;
  /** What was filled in before another kind was chosen. */
  readonly over?: FormValues | undefined;
  readonly spot: SpotState;
  /** What to know before a double is made, given the place. */
  readonly before: (place: { readonly siteId: string; readonly assetId: string }) => ReactNode;
  readonly send: (values: FormValues, title: string) => Promise<Outcome<Name>>;
  /** Null: it waits on the phone. */
  readonly onDone: (answer: Output<Name> | null) => void;
  /** Whom to call where it is not taken. */
  readonly contact?: string | null;
  /** Whatever is filled in, as it is filled in. */
  readonly onValues?: (values: FormValues) => void;
};

export function ReportForm<Name extends Sent>(props: Props<Name>) {
  const { template, memberId, spot, before, send, onDone, onValues } = props;
  const { draft = `report.${template.id}`, over, contact = null } = props;
  const words = useOwn(reportWords);
  const general = useWords();
  const { draftOnly, sign } = useOwn(formWords);
  const unfinished = useUnfinished();
  const said = useSaid();
  const describe = useTroubleWords();
  const { fields, binds, flow } = template;
  const node = flow[0]?.id ?? '';
  const phoneKey = `lastPhone.${memberId}`;
  const { values, latest, change, fill, forget, unkept } = useDraft(
    draft,
    () => begun(binds, textOf(host.storage.get(phoneKey))),
    over,
  );
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<'quiet' | 'sending'>('quiet');
  const [trouble, setTrouble] = useState('');
  const [refused, setRefused] = useState<readonly Problem[]>([]);

  useEffect(() => {
    if (spot.is === 'found') fill(spotValues(binds, spot.found));
    // Of a draft, or of the code before: another place than the one that was asked for, without a word.
    else if (spot.is === 'bad' || (spot.is === 'none' && spot.byHand)) fill(nowhere(binds));
    if (spot.is === 'none' && spot.byHand && binds.site) leadTo(binds.site);
  }, [spot, binds, fill]);

  useEffect(() => onValues?.(values), [values, onValues]);

  const labelOf = (field: Field, value: string) => {
    const option = field.options?.find((one) => one.value === value);
    return option ? said(option.label) : '';
  };
  const step = (next: (now: FormValues) => FormValues) => {
    setRefused([]);
    setTrouble('');
    change((now) => titled(fields, binds, now, next(now), labelOf));
  };

  const check = (now: FormValues) => checkForm(fields, node, spoken(fields, binds, now, words.spoken));
  const problems = refused.length > 0 ? refused : tried ? check(values).problems : [];

  async function submit() {
    if (state === 'sending') return;
    setTrouble('');
    setState('sending');
    // What was drawn and not said to be done is done by sending.
    if (!(await unfinished.finish())) {
      setState('quiet');
      return setTrouble(sign.failed);
    }
    const checked = check(latest());
    setTried(true);
    const first = firstOf(fields, checked.problems);
    if (first !== undefined) {
      setState('quiet');
      return leadTo(first);
    }
    const title = textOf(checked.values[binds.title]);
    const outcome = await send(checked.values, title);
    setState('quiet');
    switch (outcome.state) {
      case 'done':
      case 'waiting':
        forget();
        if (binds.phone) host.storage.set(phoneKey, textOf(checked.values[binds.phone]));
        return onDone(outcome.state === 'done' ? outcome.value : null);
      case 'trouble':
        return setTrouble(describe(outcome.trouble));
      case 'refused': {
        const found = problemsIn(outcome.failure.data);
        setRefused(found);
        setTrouble(failureWords(outcome.failure, general));
        const wrong = firstOf(fields, found);
        if (wrong !== undefined) leadTo(wrong);
      }
    }
  }

  const at = (key: string | undefined) => textOf(key === undefined ? undefined : values[key]);
  return (
    <View className="report__form">
      {before({ siteId: at(binds.site), assetId: at(binds.asset) })}
      <Form
        fields={arranged(fields)}
        node={node}
        values={values}
        onChange={step}
        problems={problems}
        unfinished={unfinished}
      />
      {unkept ? <Banner text={draftOnly} /> : null}
      <Foot
        aboveTabs
        notice={
          trouble ? (
            <>
              <Banner text={trouble} />
              {contact !== null && refused.length === 0 ? <Hotline phone={contact} /> : null}
            </>
          ) : null
        }
      >
        <Button wide busy={state === 'sending'} onPress={() => void submit()}>
          {state === 'sending' ? words.submitting : problems.length > 0 ? words.fix(problems.length) : words.submit}
        </Button>
      </Foot>
    </View>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The server's own look at the form, which knows what this phone may not. */
function problemsIn(data: Readonly<Record<string, unknown>> | undefined): readonly Problem[] {
  return Array.isArray(data?.fields) ? (data.fields as readonly Problem[]) : [];
}

/** The one that stands highest on the page. */
const firstOf = (fields: readonly Field[], problems: readonly Problem[]): string | undefined =>
  arranged(fields).find(({ key }) => problems.some((problem) => problem.key === key))?.key;

function leadTo(key: string): void {
  void Promise.resolve(Taro.pageScrollTo({ selector: `#${idOf(key)}`, offsetTop: -24, duration: 160 })).catch(() => {});
}
