import { cn } from '../lib/cn';

/** The product's sign: a slip on its way. */
export const Mark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('shrink-0', className)}>
    <path
      className="fill-accent"
      d="M6 3h20a4 4 0 0 1 4 4v5.2a3.8 3.8 0 0 0 0 7.6V25a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4v-5.2a3.8 3.8 0 0 0 0-7.6V7a4 4 0 0 1 4-4Z"
    />
    <path
      fill="none"
      className="stroke-accent-on"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M9 16h13m-5-5.5 5.5 5.5-5.5 5.5"
    />
  </svg>
);
