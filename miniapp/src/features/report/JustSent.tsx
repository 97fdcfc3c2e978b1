// What was sent from here a moment ago, above the next form: the number is not lost by reporting another.
import { Text, View } from '@tarojs/components';
import { go } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { reportWords } from '../../text/report';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './JustSent.scss';

export type SentReport = {
  readonly id: string /** Null: it waits to be looked at. */;
  readonly no: number | null;
  readonly title: string;
};

/** Newest first; older ones stand under my reports, and the form comes first. */
const MOST = 1;

/** `open`: where one of them leads. */
export function JustSent({
  reports,
  open = (report) => go('ticket', { id: report.id }),
}: {
  readonly reports: readonly SentReport[];
  readonly open?: (report: SentReport) => void;
}) {
  const words = useOwn(reportWords).done;
  return (
    <>
      {reports.slice(0, MOST).map((report) => (
        <View key={report.id} className="just-sent" {...pressable(() => open(report))}>
          <Icon name="done" />
          <Text className="just-sent__what">
            {words.title}
            {report.no === null ? '' : ` #${report.no}`} {report.title}
          </Text>
          <Icon name="next" />
        </View>
      ))}
    </>
  );
}
