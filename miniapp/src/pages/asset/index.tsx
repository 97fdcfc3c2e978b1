// One asset, from its code, its ticket or a link: for whoever is signed in.
import { useRouter } from '@tarojs/taro';
import { AssetScreen } from '../../features/asset/AssetScreen';
import { SignIn } from '../../features/session/SignIn';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { assetWords } from '../../text/asset';
import { Back } from '../../ui/Back';
import { sized } from '../../ui/sized';

export default sized(AssetPage);

function AssetPage() {
  useTitle(useOwn(assetWords).title);
  const { id = '', scanned = '' } = useRouter().params;
  const session = useSession();
  if (!session) return <SignIn />;
  return (
    <>
      <Back parent="today" />
      <AssetScreen key={`${session.member.id}.${id}.${scanned}`} id={id} scanned={scanned} session={session} />
    </>
  );
}
