// For whoever has no account: the link by which this report is found again.
import type { TicketId } from '@paidan/shared/kernel/id';
import { useEffect, useState } from 'react';
import { call } from '../../lib/call';
import { TrackLink } from '../../ui/TrackLink';

export function OwnLink({ id, title }: { readonly id: TicketId; readonly title: string }) {
  const [link, setLink] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void call('guest.link', { id }).then((answer) => {
      if (!gone && answer.ok) setLink(answer.value.link);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  return link === null ? null : <TrackLink link={link} title={title} />;
}
