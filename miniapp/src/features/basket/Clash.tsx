// Done without signal, and refused when it came in: what the ticket was, what it is, and what shall become of it.
import { civilMinute } from '@paidan/shared/kernel/time';
import type { TicketCommandName } from '@paidan/shared/model/command';
import type { TicketView } from '@paidan/shared/model/ticket';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Conflict, Entry } from '../../lib/outbasket/basket';
import { giveUp, keepAsComment, sendAnyway } from '../../lib/outbasket/outbasket';
import { useCodes, useOwn, useSaid } from '../../lib/said';
import { basketWords } from '../../text/basket';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { said as wordsOf } from './told';

type Props = { readonly entry: Entry; readonly conflict: Conflict; readonly offset: number };

export function Clash({ entry, conflict, offset }: Props) {
  const words = useOwn(basketWords);
  const codes = useCodes();
  const said = useSaid();
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const now = conflict.now as unknown as TicketView | null;
  const { seen } = entry;
  const action = codes.actions[entry.name as TicketCommandName] ?? entry.name;
  const clock = civilMinute(entry.at, offset).slice(5);
  const act = async (does: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    await does();
    setBusy(false);
  };
  return (
    <View className="basket__card basket__card--clash">
      <View className="basket__why">
        <Icon name="warn" />
        <Text className="basket__message">{conflict.message}</Text>
      </View>
      <Text className="basket__action">{action}</Text>
      <Text className="basket__title">{entry.title}</Text>
      <Text className="basket__when">{words.made(clock)}</Text>
      {wordsOf(entry.input) ? <Text className="basket__words">{wordsOf(entry.input)}</Text> : null}
      {now === null ? <Text className="basket__note">{words.gone}</Text> : null}
      {seen !== null && now !== null ? (
        <View className="basket__both">
          <View className="basket__line basket__line--head">
            <Text className="basket__name" />
            <Text className="basket__was">{words.sawTitle}</Text>
            <Text className="basket__is">{words.nowTitle}</Text>
          </View>
          <Line
            name={words.phase}
            was={codes.phases[seen.phase as TicketView['phase']] ?? ''}
            is={codes.phases[now.phase]}
          />
          <Line name={words.node} was={said(seen.nodeTitle)} is={said(now.node.title)} />
          <Line name={words.assignee} was={seen.assigneeName || words.nobody} is={now.assignee?.name ?? words.nobody} />
        </View>
      ) : null}
      <View className="basket__choice">
        <Button wide busy={busy} onPress={() => void act(() => sendAnyway(entry.key))}>
          {words.anyway}
        </Button>
        {entry.lane !== entry.key && entry.name !== 'ticket.comment' ? (
          <Button
            wide
            look="quiet"
            busy={busy}
            onPress={() =>
              void act(() => keepAsComment(entry.key, `${words.told(action, clock)}\n${wordsOf(entry.input)}`))
            }
          >
            {words.comment}
          </Button>
        ) : null}
        {sure ? <Text className="basket__note">{words.dropped}</Text> : null}
        <Button
          wide
          look="danger"
          busy={busy}
          onPress={() => (sure ? void act(() => giveUp(entry.key)) : setSure(true))}
        >
          {sure ? words.dropSure : words.drop}
        </Button>
      </View>
    </View>
  );
}

function Line({ name, was, is }: { readonly name: string; readonly was: string; readonly is: string }) {
  return (
    <View className="basket__line">
      <Text className="basket__name">{name}</Text>
      <Text className="basket__was">{was}</Text>
      <Text className={`basket__is${was !== is ? ' basket__is--other' : ''}`}>{is}</Text>
    </View>
  );
}
