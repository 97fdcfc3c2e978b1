// From the press of a button to paper: mini-program codes first, then the browser's own print or the server's PDF; and a note of
// what was printed, which can be taken back.

import type { InputOf } from '@paidan/shared/contract/index';
import type { LabelView } from '@paidan/shared/contract/label';
import { LIMITS } from '@paidan/shared/limits';
import { LARGE_SIDE } from '@paidan/shared/rules/label/code';
import { layOut } from '@paidan/shared/rules/label/layout';
import { sheetOf } from '@paidan/shared/rules/label/sheet';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask, refusalOf } from '../../lib/ask';
import { call, type Refused } from '../../lib/call';
import { useLabelText } from '../../text/labels';
import { toast } from '../../ui/Toasts';
import { type Choice, hasMarks, runOf } from './choice';
import type { Made } from './made';
import { download, fetchPdf, type Pdf, show } from './pdf';
import type { useImages } from './useImages';

type Deps = {
  readonly picked: ReadonlyMap<string, LabelView>;
  readonly labels: readonly Made[];
  readonly choice: Choice;
  readonly base: string;
  readonly images: ReturnType<typeof useImages>;
};

export function usePrinting({ picked, labels, choice, base, images }: Deps) {
  const text = useLabelText();
  const client = useQueryClient();
  const [job, setJob] = useState<{ readonly words: string; readonly part?: number } | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  /** Noted while this page was open. */
  const noted = useRef(new Set<string>());
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);
  const refs = labels.map(({ ref }) => ref);

  const begin = (): AbortSignal => {
    stopper.current?.abort();
    stopper.current = new AbortController();
    setRefusal(null);
    return stopper.current.signal;
  };
  const told = (done: number) => setJob({ words: text.preparing(done, refs.length), part: done / refs.length });

  const print = async () => {
    const signal = begin();
    const isReady = choice.codes === 'link' || (await images.load(refs, signal, told));
    setJob(null);
    if (isReady && !signal.aborted) setPrinting(true);
  };

  /** The codes are made ready batch by batch, so that it is seen how far they are; then the file comes in one piece. */
  const make = async (): Promise<Pdf | null> => {
    const signal = begin();
    try {
      const large = isLargeMini(choice, labels[0]);
      for (let at = 0; choice.codes !== 'link' && at < refs.length; at += LIMITS.labelCodes) {
        told(at);
        await ask('label.codes', { refs: refs.slice(at, at + LIMITS.labelCodes), large, images: false }, signal);
        if (signal.aborted) return null;
      }
      setJob({ words: text.making });
      const made = await fetchPdf(inputOf(choice, refs, base), signal);
      if (signal.aborted) return null;
      if (made.ok) return made.value;
      setRefusal(made.refusal);
    } catch (error) {
      if (!signal.aborted) setRefusal(refusalOf(error));
    } finally {
      if (stopper.current?.signal === signal) setJob(null);
    }
    return null;
  };

  const mark = async (marked: readonly string[], printed: boolean): Promise<boolean> => {
    const answer = await call('label.mark', { refs: [...marked], printed });
    void client.invalidateQueries({ queryKey: ['label', 'pages'] });
    return answer.ok;
  };
  const unmark = async (fresh: readonly string[]) => {
    if (await mark(fresh, false)) for (const ref of fresh) noted.current.delete(ref);
  };
  const note = async (words: (count: number) => string) => {
    // What was printed before stays so, whatever comes of this time.
    const fresh = refs.filter((ref) => picked.get(ref)?.printed === null && !noted.current.has(ref));
    if (!(await mark(refs, true))) return;
    for (const ref of refs) noted.current.add(ref);
    if (fresh.length === 0) return toast('ok', words(refs.length));
    toast('ok', words(refs.length), { words: text.unmark, act: () => void unmark(fresh) });
  };

  return {
    job,
    refusal,
    isPrinting,
    print,
    printed: () => {
      setPrinting(false);
      void note(text.marked);
    },
    save: async () => {
      const pdf = await make();
      if (pdf === null) return;
      download(pdf);
      toast('ok', text.downloaded(pdf.name));
      await note(text.marked);
    },
    open: async () => {
      const tab = window.open('', '_blank');
      const pdf = await make();
      if (pdf === null) return tab?.close();
      if (tab === null) {
        download(pdf);
        toast('info', text.blocked);
      } else show(pdf, tab);
      await note(text.marked);
    },
    stop: () => {
      stopper.current?.abort();
      setJob(null);
    },
  };
}

/** Is the mini-program code printed so large that the usual picture would look coarse? */
export const isLargeMini = ({ sheet, custom, codes }: Choice, made: Made | undefined): boolean =>
  made !== undefined &&
  layOut(made.content, sheetOf(sheet, custom).label, codes).some(
    (piece) => piece.kind === 'code' && piece.which === 'mini' && piece.side > LARGE_SIDE,
  );

function inputOf(choice: Choice, refs: readonly string[], base: string): InputOf<'label.pdf'> {
  const { sheet, custom, codes, words, copies, phone } = choice;
  const { first, shift } = runOf(choice, refs.length);
  return {
    refs: [...refs],
    sheet,
    ...(sheet === 'custom' && { custom }),
    codes,
    words,
    copies,
    first,
    shift,
    cut: hasMarks(choice),
    base,
    ...(phone.trim() !== '' && { phone: phone.trim() }),
  };
}
