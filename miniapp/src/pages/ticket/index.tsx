// One report of mine, followed from its card, its link or the list.
import { useRouter } from '@tarojs/taro';
import { LinkOver } from '../../features/report/LinkOver';
import { SignIn } from '../../features/session/SignIn';
import { TrackScreen } from '../../features/track/TrackScreen';
import { useOwn } from '../../lib/said';
import { useLinkOver, useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { guestWords } from '../../text/guest';
import { trackWords } from '../../text/track';
import { Back } from '../../ui/Back';
import { sized } from '../../ui/sized';

export default sized(TicketPage);

function TicketPage() {
  useTitle(useOwn(trackWords).title);
  const session = useSession();
  const { id = '' } = useRouter().params;
  const linkOver = useLinkOver();
  const { follow } = useOwn(guestWords);
  if (!session && linkOver) {
    return <LinkOver notice={follow.ended} over={linkOver} />;
  }
  if (!session) return <SignIn />;
  // Whoever came by the link of this one report has no other page.
  const parent = session.only ? null : session.member.grants?.includes('ticket.work') ? 'today' : 'mine';
  return (
    <>
      <Back parent={parent} />
      <TrackScreen key={`${session.member.id}.${id}`} id={id} />
    </>
  );
}
