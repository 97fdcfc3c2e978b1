// My own reports, and who I am here.
import { MineScreen } from '../../features/mine/MineScreen';
import { SignIn } from '../../features/session/SignIn';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { mineWords } from '../../text/mine';

export default function MinePage() {
  useTitle(useOwn(mineWords).title);
  const session = useSession();
  return session ? <MineScreen key={session.member.id} session={session} /> : <SignIn />;
}
