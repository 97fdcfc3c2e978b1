// What is asked of me now: to confirm finished work or send it back, and to rate it. The form is the template's own; what answers it is
// the page's main button, at the thumb.

import type { FormValues } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { checkForm } from '@paidan/shared/rules/form/check';
import { Text, View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { useOwn } from '../../lib/said';
import { tell } from '../../lib/told';
import { formWords } from '../../text/form';
import { trackWords } from '../../text/track';
import { Button } from '../../ui/Button';
import { useDraft } from '../form/draft';
import { Form } from '../form/Form';
import { leadToFirst } from '../form/lead';
import { useUnfinished } from '../form/unfinished';
import './Reply.scss';
import type { Send } from './useCommand';

type Props = {
  readonly asks: 'confirm' | 'rate';
  readonly ticket: TicketView;
  readonly template: TemplateView;
  readonly busy: boolean;
  readonly send: Send;
  readonly onReject: () => void;
  /** The rest of the page, which shows that button. */
  readonly children: (main: Main) => ReactNode;
};

export type Main = { readonly words: string; readonly busy: boolean; readonly onPress: () => void };

export function Reply({ asks, ticket, template, busy, send, onReject, children }: Props) {
  const words = useOwn(trackWords);
  const form = useOwn(formWords);
  const node = ticket.node.id;
  const { values, latest, change, forget } = useDraft(`${ticket.id}.${node}`);
  const unfinished = useUnfinished();
  const [tried, setTried] = useState(false);
  const [finishing, setFinishing] = useState(false);
  const check = (now: FormValues) => checkForm(template.fields, node, now, { known: ticket.values });
  const waits = busy || finishing;

  async function submit() {
    if (waits) return;
    // What was drawn and not said to be done is done by confirming.
    if (unfinished.isOpen()) {
      setFinishing(true);
      const kept = await unfinished.finish();
      setFinishing(false);
      if (!kept) return tell(form.sign.failed, 'bad');
    }
    setTried(true);
    const checked = check(latest());
    const wrong = leadToFirst(template.fields, checked.problems);
    if (wrong > 0) return tell(form.fix(wrong), 'bad');
    if (await send(`ticket.${asks}`, { values: checked.values })) forget();
  }
  const main: Main = {
    words: finishing ? form.sign.saving : busy ? words.sending : asks === 'confirm' ? words.confirm : words.rate,
    busy: waits,
    onPress: () => void submit(),
  };
  return (
    <>
      <View className="reply">
        <Text className="reply__title">{asks === 'confirm' ? words.confirmTitle : words.rateTitle}</Text>
        {asks === 'confirm' ? <Text className="reply__hint">{words.confirmHint}</Text> : null}
        <Form
          fields={template.fields}
          node={node}
          values={values}
          known={ticket.values}
          onChange={change}
          problems={tried ? check(values).problems : []}
          unfinished={unfinished}
        />
        {asks === 'confirm' ? (
          <View className="reply__second">
            <Button wide look="quiet" busy={waits} onPress={onReject}>
              {words.reject}
            </Button>
          </View>
        ) : null}
      </View>
      {children(main)}
    </>
  );
}
