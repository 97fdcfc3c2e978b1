// A report of this device that waits to be looked at, opened again later: where it stands, and its link.
import type { TicketId } from '@paidan/shared/kernel/id';
import { View } from '@tarojs/components';
import { useCallback, useEffect, useState } from 'react';
import { call, type Failure } from '../../lib/call';
import { useWords } from '../../lib/language';
import { replace } from '../../lib/route';
import { failureWords, useOwn } from '../../lib/said';
import { guestWords } from '../../text/guest';
import { Blank } from '../../ui/Blank';
import { Lines } from '../../ui/Lines';
import { GuestHeld, type Standing } from './GuestHeld';
import './ReportScreen.scss';

export function OwnHeld({ id }: { readonly id: string }) {
  const words = useOwn(guestWords);
  const general = useWords();
  const [held, setHeld] = useState<Standing | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const open = useCallback(async () => {
    setFailure(null);
    const about = { id: id as TicketId };
    const [standing, linked] = await Promise.all([call('guest.held', about), call('guest.link', about)]);
    if (!standing.ok) return setFailure(standing.refusal);
    setHeld(standing.value.items[0] ?? null);
    if (linked.ok) setLink(linked.value.link);
  }, [id]);
  useEffect(() => void open(), [open]);

  if (failure) {
    const gone = failure.kind === 'refused';
    return (
      <Blank
        icon={gone ? 'warn' : 'cut'}
        title={failureWords(failure, general)}
        hint=""
        action={gone ? words.follow.home : general.retry}
        busy={false}
        onAction={() => (gone ? replace('mine') : void open())}
      />
    );
  }
  if (held) {
    return (
      <View className="report">
        <GuestHeld held={held} link={link} onAgain={() => replace('report')} />
      </View>
    );
  }
  return <Lines label={words.looking} widths={[50, 70, 100, 34, 88]} />;
}
