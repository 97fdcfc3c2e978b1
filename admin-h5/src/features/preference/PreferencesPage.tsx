// What I wish to hear, and when not; for those who run the platforms, what holds for the whole organization.
import { useSearchParams } from 'react-router';
import { useMay } from '../../lib/me';
import { usePreferenceText } from '../../text/preference';
import { ErrorState } from '../../ui/ErrorState';
import { Page } from '../../ui/Page';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tabs } from '../../ui/Tabs';
import { Choices } from './Choices';
import { usePreference, type Whose } from './usePreference';

export default function PreferencesPage() {
  const text = usePreferenceText();
  const mayManage = useMay('account.manage');
  const [params, setParams] = useSearchParams();
  const of: Whose = mayManage && params.get('of') === 'organization' ? 'organization' : 'me';
  return (
    <Page
      narrow
      title={text.title}
      under={
        <>
          {mayManage && (
            <Tabs
              name={text.title}
              tabs={[
                { value: 'me', label: text.tabs.me },
                { value: 'organization', label: text.tabs.organization },
              ]}
              value={of}
              onChange={(next) => setParams(next === 'me' ? {} : { of: next }, { replace: true })}
            />
          )}
          <p className="pt-1 text-sm text-ink-2">{text.lead[of]}</p>
        </>
      }
    >
      <One key={of} of={of} />
    </Page>
  );
}

function One({ of }: { of: Whose }) {
  const { query, values, change } = usePreference(of);
  if (query.isPending) return <SkeletonRows rows={8} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Choices of={of} view={query.data} values={values} onChange={change} />;
}
