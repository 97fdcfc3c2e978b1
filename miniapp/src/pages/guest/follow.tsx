// The link that was given when something was reported without an account.
import { useRouter } from '@tarojs/taro';
import { Follow } from '../../features/report/Follow';
import { useOwn } from '../../lib/said';
import { useTitle } from '../../lib/title';
import { guestWords } from '../../text/guest';

export default function FollowPage() {
  useTitle(useOwn(guestWords).follow.title);
  const { t = '' } = useRouter().params;
  return <Follow key={t} link={t} />;
}
