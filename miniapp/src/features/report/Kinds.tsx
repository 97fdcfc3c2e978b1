// What kind of report it is, where there is a choice, and when the chosen one is the right one.
import type { TemplateId } from '@paidan/shared/kernel/id';
import type { TemplateView } from '@paidan/shared/model/template';
import { Text, View } from '@tarojs/components';
import { useOwn, useSaid } from '../../lib/said';
import { reportWords } from '../../text/report';
import { pressable } from '../../ui/pressable';

type Named = Pick<TemplateView, 'id' | 'name' | 'about'>;
type Props = {
  readonly list: readonly Named[] | null;
  readonly template: Named | null;
  readonly choose: (id: TemplateId) => void;
};

export function Kinds({ list, template, choose }: Props) {
  const words = useOwn(reportWords);
  const said = useSaid();
  if (!list || list.length < 2) return null;
  return (
    <>
      <View className="report__kinds" {...{ role: 'group', 'aria-label': words.kind }}>
        {list.map(({ id, name }) => {
          const on = id === template?.id;
          return (
            <View
              key={id}
              className={`report__kind${on ? ' report__kind--on' : ''}`}
              {...pressable(() => choose(id))}
              {...{ 'aria-pressed': on }}
            >
              {said(name)}
            </View>
          );
        })}
      </View>
      {template?.about ? <Text className="report__about">{said(template.about)}</Text> : null}
    </>
  );
}
