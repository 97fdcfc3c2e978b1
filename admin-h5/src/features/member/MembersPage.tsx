// People, departments and roles, one tab each.
import { useSearchParams } from 'react-router';
import { useText } from '../../text/useText';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { Departments } from './Departments';
import { Members } from './Members';
import { Roles } from './Roles';

const TABS = ['members', 'departments', 'roles'] as const;
const PAGES = { members: Members, departments: Departments, roles: Roles };

export default function MembersPage() {
  const text = useText().records.member;
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((each) => each === params.get('tab')) ?? 'members';
  const Shown = PAGES[tab];
  return (
    <Page
      title={text.title}
      under={
        <Tabs
          name={text.title}
          tabs={TABS.map((value) => ({ value, label: text.tabs[value] }))}
          value={tab}
          onChange={(next) => setParams(next === 'members' ? {} : { tab: next }, { replace: true })}
        />
      }
    >
      <Shown />
    </Page>
  );
}
