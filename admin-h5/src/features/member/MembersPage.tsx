// People, departments, roles, and who was shown whose number, and who took which list along: one tab each.
import { useSearchParams } from 'react-router';
import { useMay } from '../../lib/me';
import { useNumberText } from '../../text/number';
import { useText } from '../../text/useText';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { Departments } from './Departments';
import { Disclosures } from './Disclosures';
import { Exports } from './Exports';
import { Members } from './Members';
import { Roles } from './Roles';

const TABS = ['members', 'departments', 'roles', 'disclosures', 'exports'] as const;
const PAGES = { members: Members, departments: Departments, roles: Roles, disclosures: Disclosures, exports: Exports };

export default function MembersPage() {
  const text = useText().records.member;
  const { tab: disclosures, exportTab: exports } = useNumberText();
  const names = { ...text.tabs, disclosures, exports };
  const manages = useMay('member.manage');
  const tabs = TABS.filter((each) => each !== 'exports' || manages);
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'members';
  const Shown = PAGES[tab];
  return (
    <Page
      title={text.title}
      under={
        <Tabs
          name={text.title}
          tabs={tabs.map((value) => ({ value, label: names[value] }))}
          value={tab}
          onChange={(next) => setParams(next === 'members' ? {} : { tab: next }, { replace: true })}
        />
      }
    >
      <Shown />
    </Page>
  );
}
