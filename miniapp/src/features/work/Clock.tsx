// The clock of the work: running it shows the time, stopping it writes the log.
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useOwn } from '../../lib/said';
import { workWords } from '../../text/work';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import { clockSince, startTimer, useTimer } from './timer';

export function Clock({ ticketId, onStop }: { readonly ticketId: string; readonly onStop: () => void }) {
  const { log: words } = useOwn(workWords);
  const since = useTimer(ticketId);
  const now = useSeconds(since !== null);
  return (
    <View
      className={`work__clock${since === null ? '' : ' work__clock--running'}`}
      {...pressable(() => (since === null ? startTimer(ticketId) : onStop()))}
    >
      <Icon name="clock" />
      <Text className="work__where">{since === null ? words.start : words.running(clockSince(since, now))}</Text>
      {since === null ? null : <Text className="work__stop">{words.stop}</Text>}
    </View>
  );
}

function useSeconds(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
