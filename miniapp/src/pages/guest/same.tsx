// One report of somebody else's that this device has met as well.
import { useRouter } from '@tarojs/taro';
import { SignIn } from '../../features/session/SignIn';
import { SameScreen } from '../../features/track/SameScreen';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { sameWords } from '../../text/same';
import { Back } from '../../ui/Back';
import { sized } from '../../ui/sized';

export default sized(SamePage);

function SamePage() {
  useTitle(useOwn(sameWords).title);
  const { id = '' } = useRouter().params;
  if (!useSession()) return <SignIn />;
  return (
    <>
      <Back parent="mine" />
      <SameScreen key={id} id={id} />
    </>
  );
}
