// What waits on this phone: each thing that was done without signal, and where the server said no, both versions and a choice.
import { civilMinute } from '@paidan/shared/kernel/time';
import type { TicketCommandName } from '@paidan/shared/model/command';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useOnline } from '../../lib/online';
import { type Entry, localsIn } from '../../lib/outbasket/basket';
import { flush } from '../../lib/outbasket/outbasket';
import { mineIn, useBasket } from '../../lib/outbasket/shelf';
import { back } from '../../lib/route';
import { useCodes, useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { basketWords } from '../../text/basket';
import { groundWords } from '../../text/ground';
import { Blank } from '../../ui/Blank';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Went } from '../../ui/Went';
import './BasketScreen.scss';
import { Clash } from './Clash';

export function BasketScreen() {
  const words = useOwn(basketWords);
  const { basket: state } = useOwn(groundWords);
  const basket = useBasket();
  const session = useSession();
  const online = useOnline();
  const [busy, setBusy] = useState(false);
  const mine = mineIn(basket);
  const clashing = new Set(mine.filter(({ conflict }) => conflict !== null).map(({ lane }) => lane));
  const others = basket.entries.length - mine.length;
  const offset = session?.tenant.offsetMinutes ?? 480;

  async function retry() {
    setBusy(true);
    await flush();
    setBusy(false);
  }

  if (mine.length === 0) {
    return (
      <View className="basket">
        <Went />
        <Blank icon="done" {...words.empty} busy={false} onAction={back} />
        {others > 0 ? <Text className="basket__note">{words.others(others)}</Text> : null}
      </View>
    );
  }
  return (
    <View className="basket">
      <Went />
      <View className="basket__head" {...{ role: 'status' }}>
        <Icon name={online ? 'clock' : 'cut'} />
        <Text className="basket__state">{online ? state.badge(mine.length) : state.offline}</Text>
      </View>
      {mine.map((entry) =>
        entry.conflict ? (
          <Clash key={entry.key} entry={entry} conflict={entry.conflict} offset={offset} />
        ) : (
          <Waiting key={entry.key} entry={entry} offset={offset} behind={clashing.has(entry.lane)} />
        ),
      )}
      {others > 0 ? <Text className="basket__note">{words.others(others)}</Text> : null}
      <View className="basket__foot">
        <Button wide busy={busy} onPress={() => void retry()}>
          {words.retry}
        </Button>
      </View>
    </View>
  );
}

type WaitingProps = {
  readonly entry: Entry;
  readonly offset: number;
  /** Something before it on the same ticket needs a decision first. */
  readonly behind: boolean;
};

function Waiting({ entry, offset, behind }: WaitingProps) {
  const words = useOwn(basketWords);
  const codes = useCodes();
  const photos = localsIn(entry.input).length;
  return (
    <View className="basket__card">
      <Text className="basket__action">{codes.actions[entry.name as TicketCommandName] ?? entry.name}</Text>
      <Text className="basket__title">{entry.title}</Text>
      <Text className="basket__when">
        {words.made(civilMinute(entry.at, offset).slice(5))}
        {photos > 0 ? ` · ${words.photos(photos)}` : ''}
      </Text>
      {behind ? <Text className="basket__note">{words.behind}</Text> : null}
    </View>
  );
}
