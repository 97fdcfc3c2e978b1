// One asset, from its code, its ticket or a link: for whoever is signed in.
import { useRouter } from '@tarojs/taro';
import { AssetScreen } from '../../features/asset/AssetScreen';
import { SignIn } from '../../features/session/SignIn';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { assetWords } from '../../text/asset';

export default function AssetPage() {
  useTitle(useOwn(assetWords).title);
  const { id = '', scanned = '' } = useRouter().params;
  const session = useSession();
  if (!session) return <SignIn />;
  return <AssetScreen key={`${session.member.id}.${id}.${scanned}`} id={id} scanned={scanned} session={session} />;
}
