import { cn } from '../lib/cn';
import { useText } from '../text/useText';

export const Skeleton = ({ className }: { className?: string }) => (
  <span className={cn('shimmer block h-4', className)} />
);

/** Lines in the shape of what is to come. */
export function SkeletonRows({ rows = 8, className }: { rows?: number; className?: string }) {
  const text = useText();
  return (
    <div role="status" aria-label={text.common.loading} className={cn('divide-y divide-line', className)}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-11 items-center gap-4 px-4">
          <Skeleton className="w-14" />
          <Skeleton className={row % 3 === 0 ? 'w-2/5' : row % 3 === 1 ? 'w-1/3' : 'w-1/2'} />
          <Skeleton className="ml-auto w-24 max-md:hidden" />
          <Skeleton className="w-16 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
