import { Table2 } from "lucide-react"
import { Fragment, type ReactNode, useId } from "react"
import { formatNumber } from "../lib/format.ts"
import { linearScale, niceTicks, type Scale } from "./plot-scale.ts"
import { words } from "./words.ts"

export interface PlotTable {
  columns: string[]
  /** The first cell of a row is its heading. */
  rows: (string | number)[][]
}

/** Every plot's frame: what it shows (title), what it says (desc), and the same figures as a table. */
export function PlotFigure({
  title,
  desc,
  table,
  height = 264,
  children,
}: {
  title: string
  desc: string
  table: PlotTable
  height?: number
  children: ReactNode
}) {
  const id = useId()
  return (
    <figure>
      <svg className="plot" height={height} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        {children}
      </svg>
      <PlotAsTable caption={title} table={table} />
    </figure>
  )
}

/** "Show as table": the way to a plot's figures without seeing it. */
export function PlotAsTable({ caption, table }: { caption: string; table: PlotTable }) {
  return (
    <details className="plot-table">
      <summary>
        <Table2 className="i i-s" aria-hidden="true" /> {words.showTable}
      </summary>
      <table>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([heading, ...cells]) => (
            <tr key={String(heading)}>
              <th scope="row">{heading}</th>
              {cells.map((cell, index) => (
                <td key={table.columns[index + 1]}>{typeof cell === "number" ? formatNumber(cell) : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

export interface PlotSeries {
  name: string
  points: { x: number; y: number; low?: number; high?: number }[]
  /** 1 to 5, in order of use; the second and later ones are dashed so that colour does not stand alone. */
  colour?: 1 | 2 | 3 | 4 | 5
  hasLine?: boolean
  hasDots?: boolean
  isDashed?: boolean
}

/** Inside of the plot in percent: room for figures at the left and below. */
const inside = { left: 8, right: 98, top: 6, bottom: 84 }

/** Lines, dots with their ranges, a grid and labelled axes. */
export function LinePlot({
  series,
  x,
  y,
  ...frame
}: {
  title: string
  desc: string
  table: PlotTable
  height?: number
  series: PlotSeries[]
  x: { from: number; to: number; ticks?: { at: number; label: string }[]; label: string }
  y: { from: number; to: number; format?: (value: number) => string; label: string }
}) {
  const toX = linearScale(x.from, x.to, inside.left, inside.right)
  const toY = linearScale(y.from, y.to, inside.bottom, inside.top)
  const roundX = niceTicks(x.from, x.to).filter((at) => at >= x.from && at <= x.to)
  const xTicks = x.ticks ?? roundX.map((at) => ({ at, label: formatNumber(at) }))
  const yTicks = niceTicks(y.from, y.to).filter((at) => at >= y.from && at <= y.to)
  return (
    <>
      {series.length > 1 && <PlotKey series={series} />}
      <p className="axis" aria-hidden="true">
        {y.label}
      </p>
      <PlotFigure {...frame}>
        {yTicks.map((at) => (
          <Fragment key={at}>
            <line
              className="gridline"
              x1={`${inside.left}%`}
              x2={`${inside.right}%`}
              y1={`${toY(at)}%`}
              y2={`${toY(at)}%`}
            />
            <text x={`${inside.left - 1.5}%`} y={`${toY(at)}%`} dy="4" textAnchor="end">
              {y.format?.(at) ?? formatNumber(at)}
            </text>
          </Fragment>
        ))}
        {xTicks.map((tick) => (
          <text key={tick.at} x={`${toX(tick.at)}%`} y="93%" textAnchor="middle">
            {tick.label}
          </text>
        ))}
        {series.map((one) => (
          <SeriesMarks key={one.name} series={one} toX={toX} toY={toY} />
        ))}
        <text className="axis-x" x={`${inside.right}%`} y="99.5%" textAnchor="end">
          {x.label}
        </text>
      </PlotFigure>
    </>
  )
}

function SeriesMarks({ series, toX, toY }: { series: PlotSeries; toX: Scale; toY: Scale }) {
  const { points, colour = 1, hasLine = true, hasDots = false, isDashed = colour > 1 } = series
  const stroke = `var(--chart-${colour})`
  return (
    <>
      {hasLine &&
        points.slice(1).map((point, index) => {
          const before = points[index]
          return (
            before && (
              <line
                key={point.x}
                x1={`${toX(before.x)}%`}
                y1={`${toY(before.y)}%`}
                x2={`${toX(point.x)}%`}
                y2={`${toY(point.y)}%`}
                stroke={stroke}
                strokeWidth="2.25"
                strokeLinecap="round"
                strokeDasharray={isDashed ? "6 5" : undefined}
              />
            )
          )
        })}
      {points.map(
        (point) =>
          point.low !== undefined &&
          point.high !== undefined && (
            <line
              key={point.x}
              x1={`${toX(point.x)}%`}
              x2={`${toX(point.x)}%`}
              y1={`${toY(point.low)}%`}
              y2={`${toY(point.high)}%`}
              stroke={stroke}
              strokeWidth="1.5"
              opacity="0.55"
            />
          ),
      )}
      {hasDots &&
        points.map((point) => (
          <circle
            key={point.x}
            cx={`${toX(point.x)}%`}
            cy={`${toY(point.y)}%`}
            r="4.5"
            fill="var(--paper)"
            stroke={stroke}
            strokeWidth="2"
          />
        ))}
    </>
  )
}

function PlotKey({ series }: { series: PlotSeries[] }) {
  return (
    <p className="plot-key" aria-hidden="true">
      {series.map(({ name, colour = 1, hasLine = true, hasDots = false, isDashed = colour > 1 }) => (
        <span key={name}>
          <svg viewBox="0 0 28 12" role="presentation">
            {hasLine && (
              <line
                x2="28"
                y1="6"
                y2="6"
                stroke={`var(--chart-${colour})`}
                strokeWidth="2.25"
                strokeDasharray={isDashed ? "6 5" : undefined}
              />
            )}
            {hasDots && (
              <circle cx="14" cy="6" r="4.5" fill="var(--canvas)" stroke={`var(--chart-${colour})`} strokeWidth="2" />
            )}
          </svg>
          {name}
        </span>
      ))}
    </p>
  )
}

/** One estimate with the range it lies in, on a line from `from` to `to`. Used in rows under a common scale. */
export function RangeMark({
  label,
  value,
  low,
  high,
  from = 0,
  to = 100,
  divisions = 5,
}: {
  label: string
  value: number
  low: number
  high: number
  from?: number
  to?: number
  divisions?: number
}) {
  const toX = linearScale(from, to, 0, 100)
  return (
    <svg className="plot" width="100%" height="38" role="img" aria-label={label}>
      {Array.from({ length: divisions + 1 }, (_, index) => (index / divisions) * 100).map((at) => (
        <line key={at} className="gridline" x1={`${at}%`} x2={`${at}%`} y1="0" y2="38" />
      ))}
      <line
        x1={`${toX(low)}%`}
        x2={`${toX(high)}%`}
        y1="19"
        y2="19"
        stroke="var(--heat-2)"
        strokeWidth="6"
        strokeLinecap="round"
      />
      <circle cx={`${toX(value)}%`} cy="19" r="6" fill="var(--chart-1)" stroke="var(--canvas)" strokeWidth="2" />
    </svg>
  )
}
