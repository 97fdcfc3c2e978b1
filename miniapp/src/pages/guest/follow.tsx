// The link that was given when something was reported without an account; or, by its id, one of this device's that waits.
import { useRouter } from '@tarojs/taro';
import { Follow } from '../../features/report/Follow';
import { OwnHeld } from '../../features/report/OwnHeld';
import { useOwn } from '../../lib/said';
import { useTitle } from '../../lib/title';
import { guestWords } from '../../text/guest';
import { Back } from '../../ui/Back';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { sized } from '../../ui/sized';
import { TopRight } from '../../ui/TopRight';

export default sized(FollowPage);

function FollowPage() {
  useTitle(useOwn(guestWords).follow.title);
  const { t = '', id } = useRouter().params;
  return (
    <>
      <TopRight>
        <LanguageSwitch />
      </TopRight>
      {id ? <Back parent="mine" /> : null}
      {id ? <OwnHeld key={id} id={id} /> : <Follow key={t} link={t} />}
    </>
  );
}
