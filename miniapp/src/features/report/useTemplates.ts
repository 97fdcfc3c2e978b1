// What can be reported: the organization's templates, and the one in use. The last known ones stay on the device.
import type { TemplateId } from '@paidan/shared/kernel/id';
import type { TemplateView } from '@paidan/shared/model/template';
import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call, type Failure } from '../../lib/call';
import { host } from '../../lib/host/index';

export type Summary = Output<'template.list'>['items'][number];
export type Templates = {
  /** Null until there is an answer, or something kept. */
  readonly list: readonly Summary[] | null;
  readonly template: TemplateView | null;
  readonly failure: Failure | null;
  readonly choose: (id: TemplateId) => void;
  readonly retry: () => void;
};

type Kept = {
  readonly list?: readonly Summary[];
  readonly bodies?: Readonly<Record<string, TemplateView>>;
  readonly last?: TemplateId;
};

export function useTemplates(memberId: string): Templates {
  const key = `templates.${memberId}`;
  const [kept, setKept] = useState<Kept>(() => (host.storage.get(key) as Kept | undefined) ?? {});
  const [chosen, setChosen] = useState<TemplateId | null>(kept.last ?? null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turn, setTurn] = useState(0);
  const keep = useCallback(
    (change: (was: Kept) => Kept) =>
      setKept((was) => {
        const next = change(was);
        host.storage.set(key, next);
        return next;
      }),
    [key],
  );

  useEffect(() => {
    let gone = false;
    void call('template.list', { limit: 50 }).then((answer) => {
      if (gone) return;
      setFailure(answer.ok ? null : answer.refusal);
      if (answer.ok) keep((was) => ({ ...was, list: answer.value.items.filter(({ state }) => state === 'active') }));
    });
    return () => {
      gone = true;
    };
  }, [keep, turn]);

  const id = kept.list?.find((summary) => summary.id === chosen)?.id ?? kept.list?.[0]?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    let gone = false;
    void call('template.get', { templateId: id }).then((answer) => {
      if (gone) return;
      if (!answer.ok) return setFailure(answer.refusal);
      const { template } = answer.value;
      keep((was) => ({ ...was, bodies: { ...was.bodies, [template.id]: template } }));
    });
    return () => {
      gone = true;
    };
  }, [id, keep, turn]);

  return {
    list: kept.list ?? null,
    template: (id !== null && kept.bodies?.[id]) || null,
    failure,
    choose: (next) => {
      setChosen(next);
      keep((was) => ({ ...was, last: next }));
    },
    retry: () => setTurn((was) => was + 1),
  };
}
