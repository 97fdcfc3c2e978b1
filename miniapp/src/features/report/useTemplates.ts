// What can be reported: the organization's templates, the likeliest first, and the one in use. The last known ones stay on the
// device.
import type { TemplateId } from '@paidan/shared/kernel/id';
import type { TemplateView } from '@paidan/shared/model/template';
import { useEffect, useState } from 'react';
import { alreadySaid } from '../../lib/ahead';
import type { Output } from '../../lib/api';
import { call, type Failure } from '../../lib/call';
import { host } from '../../lib/host/index';
import { suits } from './arrange';

export type Templates = {
  /** Null until there is an answer, or something kept. */
  readonly list: readonly TemplateView[] | null;
  readonly template: TemplateView | null;
  readonly failure: Failure | null;
  readonly choose: (id: TemplateId) => void;
  readonly retry: () => void;
};

type Kept = { readonly list: readonly TemplateView[] };
/** Of an organization's templates; nobody chooses among more on a phone. */
const MOST = 12;
/** As the page's first script asks it (worker/ahead.js). */
const QUESTION = { limit: MOST, whole: true };

/** `forAsset`: a scanned asset calls for a template that can name it, whatever was reported last. */
export function useTemplates(memberId: string, forAsset: boolean): Templates {
  const [key, lastKey] = [`templates.${memberId}`, `lastTemplate.${memberId}`];
  const [list, setList] = useState(() => {
    const early = alreadySaid('template.list', QUESTION);
    return early ? usable(early) : ((host.storage.get(key) as Kept | undefined)?.list ?? null);
  });
  const [last, setLast] = useState(() => host.storage.get(lastKey) as TemplateId | undefined);
  const [chosen, setChosen] = useState<TemplateId | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let gone = false;
    void readTemplates().then((found) => {
      if (gone) return;
      if (!Array.isArray(found)) return setFailure(found as Failure);
      setFailure(null);
      setList(found);
      host.storage.set(key, { list: found } satisfies Kept);
    });
    return () => {
      gone = true;
    };
  }, [key, turn]);

  const named = (id: TemplateId | null | undefined) => list?.find((one) => one.id === id);
  const usual = named(last);
  const fitting = forAsset && !usual?.binds.asset ? list?.[0] : usual;
  return {
    list,
    template: named(chosen) ?? fitting ?? list?.[0] ?? null,
    failure,
    choose: (id) => {
      setChosen(id);
      setLast(id);
      host.storage.set(lastKey, id);
    },
    retry: () => setTurn((was) => was + 1),
  };
}

async function readTemplates(): Promise<readonly TemplateView[] | Failure> {
  const answer = await call('template.list', QUESTION);
  return answer.ok ? usable(answer.value) : answer.refusal;
}

const usable = ({ items }: Output<'template.list'>): readonly TemplateView[] =>
  items
    .flatMap(({ template }, at) => (template?.state === 'active' ? [{ template, at }] : []))
    .sort((one, two) => suits(two.template) - suits(one.template) || one.at - two.at)
    .map(({ template }) => template);
