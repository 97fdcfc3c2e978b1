import { useLocale } from '../../lib/locale';
import { entryIn } from '../../text/entry';
import { Mark } from '../../ui/Mark';

/** Half a second passes before it says anything, so that a quick start shows nothing at all. */
export function Opening() {
  return (
    <div role="status" className="flex h-full items-center justify-center">
      <Mark className="h-9 w-9 animate-pulse" />
      <span className="sr-only">{entryIn(useLocale()).opening}</span>
    </div>
  );
}
