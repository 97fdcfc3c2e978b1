// What is asked of me now: to confirm finished work or send it back, and to rate it. The form is the template's own.

import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { checkForm } from '@paidan/shared/rules/form/check';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useOwn } from '../../lib/said';
import { trackWords } from '../../text/track';
import { Button } from '../../ui/Button';
import { useDraft } from '../form/draft';
import { Form } from '../form/Form';
import './Reply.scss';
import type { Send } from './useCommand';

type Props = {
  readonly asks: 'confirm' | 'rate';
  readonly ticket: TicketView;
  readonly template: TemplateView;
  readonly busy: boolean;
  readonly send: Send;
  readonly onReject: () => void;
};

export function Reply({ asks, ticket, template, busy, send, onReject }: Props) {
  const words = useOwn(trackWords);
  const node = ticket.node.id;
  const { values, change, forget } = useDraft(`${ticket.id}.${node}`);
  const [tried, setTried] = useState(false);
  const checked = checkForm(template.fields, node, values, { known: ticket.values });

  async function submit() {
    setTried(true);
    if (checked.problems.length > 0 || busy) return;
    if (await send(`ticket.${asks}`, { values: checked.values })) forget();
  }
  return (
    <View className="reply">
      <Text className="reply__title">{asks === 'confirm' ? words.confirmTitle : words.rateTitle}</Text>
      {asks === 'confirm' ? <Text className="reply__hint">{words.confirmHint}</Text> : null}
      <Form
        fields={template.fields}
        node={node}
        values={values}
        known={ticket.values}
        onChange={change}
        problems={tried ? checked.problems : []}
      />
      <Button wide busy={busy} onPress={() => void submit()}>
        {busy ? words.sending : asks === 'confirm' ? words.confirm : words.rate}
      </Button>
      {asks === 'confirm' ? (
        <View className="reply__second">
          <Button wide look="quiet" busy={busy} onPress={onReject}>
            {words.reject}
          </Button>
        </View>
      ) : null}
    </View>
  );
}
