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
  const { draftOnly } = useOwn(formWords);
  const { Form, useDraft } = kit;
  const say = useOutcomeWords();
  const { values, change, forget, unkept } = useDraft(`complete.${ticketId}.${node}`);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const isEmpty = visibleFields(template.fields, node, { ...known, ...values }).length === 0;

  async function submit() {
    if (busy) return;
    const checked = checkForm(template.fields, node, values, { known });
    setProblems(checked.problems);
    if (checked.problems.length > 0) return setSaid(words.problems(checked.problems.length));
    setBusy(true);
    setSaid('');
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
    if (outcome.state === 'refused') setProblems(problemsIn(outcome.failure.data));
    setSaid(say(outcome));
  }

  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="sheet-form__title">{words.title}</Text>
      {isEmpty ? <Text className="sheet-form__note">{words.nothing}</Text> : null}
      <Form fields={template.fields} node={node} values={values} known={known} onChange={change} problems={problems} />
      {unkept ? (
        <Text className="sheet-form__said" {...{ role: 'alert' }}>
          {draftOnly}
        </Text>
      ) : null}
      {minutes > 0 ? <Text className="sheet-form__note">{words.timed(minutes)}</Text> : null}
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
