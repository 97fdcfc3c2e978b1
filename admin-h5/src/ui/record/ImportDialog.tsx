// A spreadsheet in two steps: checked first, with every problem by row and column; written only when it is clean.
import type { ImportResult } from '@paidan/shared/contract/records';
import { useQueryClient } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import { useRef, useState } from 'react';
import { upload } from '../../lib/upload';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { toast } from '../Toasts';

type Props = { readonly kind: 'member' | 'site'; readonly onClose: () => void };
type Checked = { readonly file: File; readonly result: ImportResult };

export function ImportDialog({ kind, onClose }: Props) {
  const all = useText();
  const text = all.records.importing;
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (file: File, dryRun: boolean) => {
    setBusy(true);
    setProblem(null);
    const answer = await upload(`${kind}.import`, file, { fields: { dryRun: String(dryRun) } });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.refusal.message);
    const { value: result } = answer;
    if (dryRun || result.problems.length > 0) return setChecked({ file, result });
    void client.invalidateQueries({ queryKey: [kind] });
    toast('ok', text.written(result.created, result.changed));
    onClose();
  };
  const clean = checked !== null && checked.result.problems.length === 0;
  return (
    <Dialog
      title={kind === 'member' ? text.members : text.sites}
      words={text.words}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{all.common.cancel}</Button>
          {clean && (
            <Button look="primary" busy={busy} onClick={() => void send(checked.file, false)}>
              {text.write}
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-3 pb-4">
        <p className="text-sm text-ink-2">{kind === 'member' ? text.membersColumns : text.sitesColumns}</p>
        <Button busy={busy} onClick={() => picker.current?.click()}>
          {!busy && <FileSpreadsheet className="h-4 w-4" aria-hidden="true" />}
          {busy ? text.checking : checked ? text.another : text.choose}
        </Button>
        {checked && <span className="ml-3 text-sm text-ink-2">{checked.file.name}</span>}
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={text.choose}
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            setChecked(null);
            if (file) void send(file, true);
          }}
        />
        {problem && <Notice tone="danger">{problem}</Notice>}
        {clean && (
          <Notice tone="ok">{text.clean(checked.result.rows, checked.result.created, checked.result.changed)}</Notice>
        )}
        {checked && !clean && <Problems result={checked.result} />}
      </div>
    </Dialog>
  );
}

function Problems({ result: { problems } }: { result: ImportResult }) {
  const text = useText().records.importing;
  return (
    <>
      <Notice tone="danger">{text.dirty(problems.length)}</Notice>
      <div className="max-h-[300px] overflow-auto rounded border border-line">
        <table className="w-full text-left text-sm">
          <thead className="sticky top-0 bg-sunken text-xs text-ink-2">
            <tr>
              <th className="px-3 py-1.5 font-normal">{text.row}</th>
              <th className="px-3 py-1.5 font-normal">{text.column}</th>
              <th className="px-3 py-1.5 font-normal">{text.problem}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {problems.map((each) => (
              <tr key={`${each.row}.${each.column}.${each.message}`}>
                <td className="px-3 py-1.5">{each.row}</td>
                <td className="px-3 py-1.5">{each.column ?? ''}</td>
                <td className="px-3 py-1.5">{each.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
