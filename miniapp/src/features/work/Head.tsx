// What, how urgent, until when, where, and who to call: what is needed at a glance with wet gloves on.
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { stageOf } from '@paidan/shared/rules/ticket/stage';
import { Text, View } from '@tarojs/components';
import { host } from '../../lib/host';
import { useNow } from '../../lib/now';
import { go } from '../../lib/route';
import { useCodes, useOwn, useSaid } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { workWords } from '../../text/work';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import { stepsDone } from './next';

type Props = {
  readonly ticket: TicketView;
  readonly template: TemplateView;
  /** With the field that holds the number; null: it is not theirs to call. */
  readonly onCall: ((field: string) => void) | null;
};

export function Head({ ticket, template, onCall }: Props) {
  const words = useOwn(workWords);
  const codes = useCodes();
  const said = useSaid();
  const when = useWhen();
  const now = useNow();
  const late = ticket.completedAt === null && ticket.dueAt < now;
  const key = template.binds.phone;
  const phone = key ? ticket.values[key] : undefined;
  const { fence, site } = ticket;
  return (
    <>
      <View className="work__top">
        <Text className="work__no">#{ticket.no}</Text>
        <Text className="work__phase">{codes.stages[stageOf(ticket)]}</Text>
        {ticket.priority === 'urgent' || ticket.priority === 'high' ? (
          <Text className={`work__priority work__priority--${ticket.priority}`}>
            {codes.priorities[ticket.priority]}
          </Text>
        ) : null}
        <Text className="work__template">{said(ticket.template.name)}</Text>
      </View>
      <Text className="work__title">{ticket.title}</Text>
      <Steps done={stepsDone(ticket)} />
      <View className="work__card">
        <View className="work__fact">
          <Icon name="pin" />
          <Text className="work__where">{site?.name ?? words.unanswered}</Text>
        </View>
        {ticket.asset ? (
          <View className="work__fact" {...pressable(() => go('asset', { id: ticket.asset?.id }))}>
            <Icon name="scan" />
            <Text className="work__where">{ticket.asset.name}</Text>
            <Text className="work__link">{words.history}</Text>
            <Icon name="next" />
          </View>
        ) : null}
        <View className={`work__fact${late ? ' work__fact--late' : ''}`}>
          <Icon name="clock" />
          <Text className="work__where">
            {words.due} {when(ticket.dueAt)}
          </Text>
        </View>
        <View className="work__fact">
          <Icon name="person" />
          <Text className="work__where">
            {words.requester} {ticket.requester.name}
          </Text>
        </View>
        <View className="work__ways">
          {fence ? (
            <View
              className="work__way"
              {...pressable(
                () => void host.openMap({ ...fence, name: site?.name ?? ticket.title, address: site?.name ?? '' }),
              )}
            >
              <Icon name="pin" />
              <Text>{words.map}</Text>
            </View>
          ) : null}
          {onCall !== null && key && typeof phone === 'string' && phone !== '' ? (
            <View className="work__way" {...pressable(() => onCall(key))}>
              <Icon name="call" />
              <Text>{words.call}</Text>
            </View>
          ) : null}
        </View>
      </View>
    </>
  );
}

function Steps({ done }: { readonly done: number }) {
  const { steps } = useOwn(workWords);
  return (
    <View className="work__steps" {...{ role: 'list' }}>
      {steps.map((step, at) => (
        <View
          key={step}
          className={`work__step${at < done ? ' work__step--done' : ''}${at === done ? ' work__step--next' : ''}`}
          {...{ role: 'listitem', ...(at === done ? { 'aria-current': 'step' } : {}) }}
        >
          <View className="work__mark">{at < done ? <Icon name="done" /> : null}</View>
          <Text className="work__word">{step}</Text>
        </View>
      ))}
    </View>
  );
}
