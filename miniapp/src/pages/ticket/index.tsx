// One report of mine, followed from its card, its link or the list.
import { useRouter } from '@tarojs/taro';
import { SignIn } from '../../features/session/SignIn';
import { TrackScreen } from '../../features/track/TrackScreen';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { trackWords } from '../../text/track';

export default function TicketPage() {
  useTitle(useOwn(trackWords).title);
  const session = useSession();
  const { id = '' } = useRouter().params;
  return session ? <TrackScreen key={`${session.member.id}.${id}`} id={id} /> : <SignIn />;
}
