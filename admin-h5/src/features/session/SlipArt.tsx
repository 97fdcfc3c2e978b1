// The sign-in's left half: slips on their way, drawn, not loaded. Seen on wide windows only.
import { Mark } from '../../ui/Mark';

const SLIPS = [
  { x: 70, y: 250, turn: -7, fade: 0.34 },
  { x: 130, y: 168, turn: 3, fade: 0.62 },
  { x: 96, y: 330, turn: 5, fade: 1 },
];

export function SlipArt({ product, claim }: { product: string; claim: string }) {
  return (
    <div className="relative hidden overflow-hidden bg-accent-soft md:block">
      <div className="absolute left-10 top-8 z-10 flex items-center gap-2.5 text-lg font-semibold">
        <Mark className="h-8 w-8" />
        {product}
      </div>
      <svg viewBox="0 0 560 640" className="absolute inset-0 m-auto h-[78%] w-[78%] text-accent" aria-hidden="true">
        <path
          d="M-40 600C120 560 60 380 220 330S420 180 620 60"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray="2 9"
          strokeLinecap="round"
          opacity=".6"
        />
        {SLIPS.map(({ x, y, turn, fade }) => (
          <g key={y} transform={`translate(${x} ${y}) rotate(${turn} 190 60)`}>
            <path
              className="fill-surface"
              d="M10 0h86a9 9 0 0 0 18 0h256a10 10 0 0 1 10 10v104a10 10 0 0 1-10 10H114a9 9 0 0 0-18 0H10a10 10 0 0 1-10-10V10A10 10 0 0 1 10 0Z"
              stroke="currentColor"
              strokeOpacity=".28"
            />
            <g opacity={fade}>
              <path d="M105 18v88" stroke="currentColor" strokeDasharray="2 5" strokeOpacity=".5" strokeWidth="2" />
              <rect x="24" y="30" width="52" height="10" rx="5" fill="currentColor" opacity=".75" />
              <rect x="24" y="52" width="38" height="7" rx="3.5" fill="currentColor" opacity=".22" />
              <rect x="132" y="28" width="150" height="11" rx="5.5" fill="currentColor" opacity=".6" />
              <rect x="132" y="52" width="206" height="7" rx="3.5" fill="currentColor" opacity=".2" />
              <rect x="132" y="68" width="128" height="7" rx="3.5" fill="currentColor" opacity=".2" />
              <circle cx="140" cy="96" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.4" />
              <path d="M140 89.500a6.500 6.500 0 0 1 0 13Z" fill="currentColor" />
              <rect x="154" y="92" width="46" height="7" rx="3.5" fill="currentColor" opacity=".45" />
            </g>
          </g>
        ))}
      </svg>
      <p className="absolute bottom-10 left-10 right-10 max-w-[420px] text-xl font-medium leading-snug text-ink">
        {claim}
      </p>
    </div>
  );
}
