// Reporting something, from a scanned code, a link or on one's own. Whoever is not signed in is led on by a public code, or signs
// in first and comes back to it.
import { useRouter } from '@tarojs/taro';
import { ReportScreen } from '../../features/report/ReportScreen';
import { Stranger } from '../../features/session/Stranger';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { reportWords } from '../../text/report';
import { Back } from '../../ui/Back';
import { sized } from '../../ui/sized';

export default sized(ReportPage);

function ReportPage() {
  useTitle(useOwn(reportWords).title);
  const session = useSession();
  const { params } = useRouter();
  if (session === null || session.guest === true) return <Stranger query={params} />;
  return (
    <>
      <Back parent={null} />
      <ReportScreen key={session.member.id} session={session} query={params} />
    </>
  );
}
