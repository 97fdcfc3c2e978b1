// My day in five numbers.
import { civilDay, type Instant } from '@paidan/shared/kernel/time';
import type { TicketView } from '@paidan/shared/model/ticket';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { call, type Failure } from '../../lib/call';
import { useWords } from '../../lib/language';
import { failureWords, useOwn } from '../../lib/said';
import type { Session } from '../../lib/session';
import { todayWords } from '../../text/today';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import './DaySheet.scss';
import { type Day, dayOf } from './day';

type Props = { readonly session: Session; readonly now: Instant; readonly left: number; readonly onClose: () => void };

export function DaySheet({ session, now, left, onClose }: Props) {
  const { summary: words } = useOwn(todayWords);
  const app = useWords();
  const [day, setDay] = useState<Day | Failure | null>(null);
  useEffect(() => {
    let here = true;
    void count(session, now).then((found) => here && setDay(found));
    return () => {
      here = false;
    };
  }, []);
  return (
    <Sheet closeLabel={words.close} onClose={onClose}>
      <Text className="day__title">{words.title}</Text>
      {day === null ? <View className="day__wait" {...{ role: 'status', 'aria-label': words.loading }} /> : null}
      {day !== null && 'kind' in day ? <Text className="day__note">{failureWords(day, app)}</Text> : null}
      {day !== null && 'done' in day ? <Numbers day={day} /> : null}
      <Text className="day__note">{words.left(left)}</Text>
      <Button look="quiet" wide onPress={onClose}>
        {words.close}
      </Button>
    </Sheet>
  );
}

function Numbers({ day }: { readonly day: Day }) {
  const { summary: words } = useOwn(todayWords);
  const lines: readonly (readonly [string, string])[] = [
    [words.done, String(day.done)],
    [words.arrived, String(day.arrived)],
    [words.worked, words.hours(day.minutes)],
    [words.onTime, day.done === 0 ? '–' : `${day.onTime}/${day.done}`],
    [words.stars, day.stars === null ? '–' : day.stars.toFixed(1)],
  ];
  return (
    <>
      <View className="day__numbers">
        {lines.map(([name, number]) => (
          <View className="day__number" key={name}>
            <Text className="day__value">{number}</Text>
            <Text className="day__name">{name}</Text>
          </View>
        ))}
      </View>
      {day.done === 0 ? <Text className="day__note">{words.none}</Text> : null}
    </>
  );
}

/** More than these in one day nobody does. */
const MOST = 30;

async function count({ member, tenant }: Session, now: Instant): Promise<Day | Failure> {
  const listed = await call('ticket.list', { assigneeId: member.id, order: 'updated', limit: MOST });
  if (!listed.ok) return listed.refusal;
  const today = civilDay(now, tenant.offsetMinutes);
  const moved = listed.value.items.filter(({ updatedAt }) => civilDay(updatedAt, tenant.offsetMinutes) === today);
  const answers = await Promise.all(moved.map(({ id }) => call('ticket.get', { ticketId: id })));
  const tickets = answers.flatMap((answer): TicketView[] => (answer.ok ? [answer.value.ticket] : []));
  return dayOf(tickets, now, tenant.offsetMinutes);
}
