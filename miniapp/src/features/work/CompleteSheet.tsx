// Completing the work: the template's own form for this node, judged by the same rules as on the server; nothing typed is lost.
import type { FormValues } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import { checkForm, type Problem } from '@paidan/shared/rules/form/check';
import { visibleFields } from '@paidan/shared/rules/form/visible';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { CallName } from '../../lib/api';
import type { Outcome } from '../../lib/outbasket/outbasket';
import { useOwn } from '../../lib/said';
import { formWords } from '../../text/form';
import { workWords } from '../../text/work';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import type { FormKit } from './kit';
import { isGone, useOutcomeWords } from './said';
import './SheetForm.scss';
import { stopTimer } from './timer';
import type { Doing } from './useWork';

type Props = {
  readonly kit: FormKit;
  readonly ticketId: string;
  readonly template: TemplateView;
  readonly node: string;
  readonly known: FormValues;
  /** Of a clock that still runs; 0: none does. */
  readonly minutes: number;
  readonly act: (doing: Doing) => Promise<Outcome<CallName>>;
  readonly onGone: (said: string) => void;
  readonly onClose: () => void;
};

export function CompleteSheet({ kit, ticketId, template, node, known, minutes, act, onGone, onClose }: Props) {
  const { complete: words, close } = useOwn(workWords);
  const { draftOnly, sign } = useOwn(formWords);
  const { Form, useDraft, leadToFirst, useUnfinished } = kit;
  const unfinished = useUnfinished();
  const say = useOutcomeWords();
  const { values, latest, change, forget, unkept } = useDraft(`complete.${ticketId}.${node}`);
  const [tried, setTried] = useState(false);
  /** What the server said, until something is changed. */
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const isEmpty = visibleFields(template.fields, node, { ...known, ...values }).length === 0;

  const check = (now: FormValues) => checkForm(template.fields, node, now, { known });
  const problems = refused.length > 0 ? refused : tried ? check(values).problems : [];
  const step = (next: (now: FormValues) => FormValues) => {
    setRefused([]);
    change(next);
  };

  async function submit() {
    if (busy) return;
    setSaid('');
    setBusy(true);
    // What was drawn and not said to be done is done by sending.
    if (!(await unfinished.finish())) {
      setSaid(sign.failed);
      return setBusy(false);
    }
    const checked = check(latest());
    setTried(true);
    if (leadToFirst(template.fields, checked.problems) > 0) return setBusy(false);
    if (minutes > 0) {
      const logged = await act({ name: 'ticket.log', input: { text: '', minutes }, anyhow: true });
      if (isGone(logged)) stopTimer();
    }
    const outcome = await act({ name: 'ticket.complete', input: { values: checked.values } });
    setBusy(false);
    if (isGone(outcome)) {
      forget();
      onGone(say(outcome));
      return;
    }
    if (outcome.state === 'refused') {
      const found = problemsIn(outcome.failure.data);
      setRefused(found);
      leadToFirst(template.fields, found);
    }
    setSaid(say(outcome));
  }

  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="sheet-form__title">{words.title}</Text>
      {isEmpty ? <Text className="sheet-form__note">{words.nothing}</Text> : null}
      <Form
        fields={template.fields}
        node={node}
        values={values}
        known={known}
        onChange={step}
        problems={problems}
        unfinished={unfinished}
      />
      {unkept ? (
        <Text className="sheet-form__said" {...{ role: 'alert' }}>
          {draftOnly}
        </Text>
      ) : null}
      {minutes > 0 ? <Text className="sheet-form__note">{words.timed(minutes)}</Text> : null}
      {problems.length > 0 ? (
        <Text className="sheet-form__said" {...{ role: 'alert' }}>
          {words.problems(problems.length)}
        </Text>
      ) : null}
      {said ? (
        <Text className="sheet-form__said" {...{ role: 'alert' }}>
          {said}
        </Text>
      ) : null}
      <View className="sheet-form__do">
        <Button wide busy={busy} onPress={() => void submit()}>
          {words.submit}
        </Button>
      </View>
    </Sheet>
  );
}

/** The server's own judgement, by field. */
function problemsIn(data: Readonly<Record<string, unknown>> | undefined): readonly Problem[] {
  return Array.isArray(data?.fields) ? (data.fields as readonly Problem[]) : [];
}
