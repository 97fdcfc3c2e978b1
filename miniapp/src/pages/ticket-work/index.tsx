// The work on one ticket, for whoever is signed in.
import { useRouter } from '@tarojs/taro';
import { Checked } from '../../features/form/checks/Checked';
import { useDraft } from '../../features/form/draft';
import { Form } from '../../features/form/Form';
import { Photos } from '../../features/form/fields/PhotoField';
import { PhotoTile } from '../../features/form/fields/PhotoTile';
import { Prose } from '../../features/form/fields/Prose';
import { Voice } from '../../features/form/fields/VoiceField';
import { VoiceNote } from '../../features/form/fields/VoiceNote';
import { leadToFirst } from '../../features/form/lead';
import { useNote } from '../../features/form/note';
import { useUnfinished } from '../../features/form/unfinished';
import { SignIn } from '../../features/session/SignIn';
import type { FormKit } from '../../features/work/kit';
import { WorkScreen } from '../../features/work/WorkScreen';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { workWords } from '../../text/work';
import { Back } from '../../ui/Back';
import { sized } from '../../ui/sized';

const KIT: FormKit = {
  Form,
  Photos,
  Prose,
  Voice,
  Note: VoiceNote,
  Checked,
  Tile: PhotoTile,
  useDraft,
  useNote,
  leadToFirst,
  useUnfinished,
};

export default sized(TicketWorkPage);

function TicketWorkPage() {
  useTitle(useOwn(workWords).title);
  const { id = '' } = useRouter().params;
  const session = useSession();
  if (!session) return <SignIn />;
  return (
    <>
      <Back parent="today" />
      <WorkScreen key={`${session.member.id}.${id}`} id={id} session={session} kit={KIT} />
    </>
  );
}
