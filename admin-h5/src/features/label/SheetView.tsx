// One page as it comes out: the same geometry as the PDF, in millimetres. Ink on paper, in the dark theme, too.
import { barsOf, QUIET } from '@paidan/shared/rules/label/code';
import { layOut, type Piece, STRONG } from '@paidan/shared/rules/label/layout';
import { cutMarks, pagesOf, perPage, type Run, spotOf } from '@paidan/shared/rules/label/sheet';
import { Fragment, memo, useMemo } from 'react';
import { encode } from 'uqr';
import { useLabelText } from '../../text/labels';
import type { Made } from './made';

type Props = {
  /** Every label once; copies are drawn from them. */
  readonly labels: readonly Made[];
  readonly codes: 'link' | 'mini' | 'both';
  readonly copies: number;
  readonly run: Run;
  readonly page: number;
  readonly marks: boolean;
  /** PNG as base64, by reference. */
  readonly images: ReadonlyMap<string, string>;
  /** Where labels end, on screen only. */
  readonly guides?: boolean;
  readonly className?: string;
};

export const SheetView = memo(function SheetView(props: Props) {
  const { labels, codes, copies, run, page, marks, images, guides = false, className } = props;
  const { width, height } = run.sheet.page;
  const { label } = run.sheet;
  const shown = onPage(run, page);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={className}
      style={{ background: '#fff', color: '#000' }}
      fontFamily='"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
      role="img"
      aria-label={useLabelText().page(page + 1, pagesOf(run))}
    >
      {marks &&
        cutMarks(run).map(({ from, to }) => (
          <path
            key={`${from.x} ${from.y} ${to.x} ${to.y}`}
            d={`M${from.x} ${from.y}L${to.x} ${to.y}`}
            stroke="#000"
            strokeWidth="0.1"
          />
        ))}
      {shown.map((nth) => {
        const made = labels[Math.floor(nth / copies)];
        const { x, y } = spotOf(run, nth);
        return (
          <Fragment key={nth}>
            {guides && run.sheet.kind !== 'roll' && (
              <rect
                x={x}
                y={y}
                width={label.width}
                height={label.height}
                fill="none"
                stroke="#9db0ab"
                strokeWidth="0.2"
                strokeDasharray="1.2 1.2"
              />
            )}
            {made && (
              <g transform={`translate(${x} ${y})`}>
                {layOut(made.content, label, codes).map((piece) => (
                  <PieceView
                    key={piece.kind === 'code' ? piece.which : `${piece.x} ${piece.y}`}
                    piece={piece}
                    made={made}
                    image={images.get(made.ref)}
                  />
                ))}
              </g>
            )}
          </Fragment>
        );
      })}
    </svg>
  );
});

/** Which labels lie on that page. */
function onPage(run: Run, page: number): readonly number[] {
  const each = perPage(run.sheet);
  const from = Math.max(0, page * each - (run.first - 1));
  const to = Math.min(run.count, (page + 1) * each - (run.first - 1));
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}

function PieceView({ piece, made, image }: { piece: Piece; made: Made; image: string | undefined }) {
  const text = useLabelText();
  if (piece.kind === 'text') {
    return (
      <text
        x={piece.x}
        y={piece.y}
        fontSize={piece.size}
        textAnchor={piece.anchor}
        {...(piece.strong && { stroke: '#000', strokeWidth: piece.size * STRONG })}
      >
        {piece.text}
      </text>
    );
  }
  const { x, y, side } = piece;
  if (piece.which === 'link')
    return <LinkCode link={made.link} x={x} y={y} side={side} name={text.qrOf(made.content.name)} />;
  return image === undefined ? (
    <circle cx={x + side / 2} cy={y + side / 2} r={side / 2} fill="#eef1f0" />
  ) : (
    <image href={`data:image/png;base64,${image}`} x={x} y={y} width={side} height={side} />
  );
}

type SymbolProps = {
  readonly link: string;
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly name: string;
};

function LinkCode({ link, x, y, side, name }: SymbolProps) {
  const { path, size } = useMemo(() => {
    const symbol = encode(link, { border: 0, ecc: 'M', boostEcc: true });
    const bars = barsOf(symbol.data).map((bar) => `M${bar.x} ${bar.y}h${bar.width}v1h-${bar.width}z`);
    return { path: bars.join(''), size: symbol.size };
  }, [link]);
  const module = side / (size + 2 * QUIET);
  return (
    <g data-link={link}>
      <title>{name}</title>
      <path
        d={path}
        transform={`translate(${x} ${y}) scale(${module}) translate(${QUIET} ${QUIET})`}
        fill="#000"
        shapeRendering="crispEdges"
      />
    </g>
  );
}
