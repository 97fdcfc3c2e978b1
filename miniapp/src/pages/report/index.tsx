// Reporting something, from a scanned code, a link or on one's own; who is not signed in does that first and comes back to it.
import { useRouter } from '@tarojs/taro';
import { ReportScreen } from '../../features/report/ReportScreen';
import { SignIn } from '../../features/session/SignIn';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { reportWords } from '../../text/report';

export default function ReportPage() {
  useTitle(useOwn(reportWords).title);
  const session = useSession();
  const { params } = useRouter();
  return session ? <ReportScreen key={session.member.id} session={session} query={params} /> : <SignIn />;
}
