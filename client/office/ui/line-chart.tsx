/** Figures over time as lines. The same figures stand in a table beside it: the picture is for those who would rather look. */
import { type PointerEvent, useState } from 'react'
import { shortDate } from '../words.ts'
import chart from './chart.module.css'
import styles from './line-chart.module.css'
import { type LineFrame, type LineSeries, type LineShape, lineShape, nearestDay } from './line-shape.ts'

export interface LineChartProps extends Omit<LineFrame, 'width' | 'height'> {
  /** What it says to who cannot see it. */
  says: string
  id: string
  series: readonly LineSeries[]
  format: (value: number) => string
  /** Of a day under the pointer: its name where it stands for more than itself, such as a week. */
  dayText?: ((day: string) => string) | undefined
  size?: 'wide' | 'small' | undefined
}

const SIZES = { wide: { width: 640, height: 180 }, small: { width: 400, height: 120 } } as const
/** Beyond so many points they are a line, and no dots. */
const MOST_DOTS = 31

export function LineChart({ says, id, series, format, dayText = shortDate, size = 'small', ...frame }: LineChartProps) {
  const { width, height } = SIZES[size]
  const shape = lineShape(series, { ...frame, width, height })
  const [at, setAt] = useState<string | null>(null)
  const look = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setAt(nearestDay(shape, ((event.clientX - box.left) / box.width) * (width + 12) - 6))
  }
  return (
    <figure className={styles.figure}>
      <div className={chart.figure}>
        <svg
          viewBox={`-6 -6 ${width + 12} ${height + 12}`}
          className={chart.chart}
          role="img"
          aria-labelledby={`${id}-says`}
          onPointerMove={look}
          onPointerLeave={() => setAt(null)}
        >
          <title id={`${id}-says`}>{says}</title>
          {[0, 0.5].map((part) => (
            <line key={part} className={chart.grid} x1="0" x2={width} y1={part * height} y2={part * height} />
          ))}
          <Lines shape={shape} at={at} height={height} />
        </svg>
        <p className={chart.scale} aria-hidden>
          <span>{format(shape.top)}</span>
          <span>{format((shape.top + shape.ground) / 2)}</span>
          <span>{format(shape.ground)}</span>
        </p>
        <p className={chart.ends} aria-hidden>
          <span>{dayText(frame.from)}</span>
          <span>{dayText(frame.to)}</span>
        </p>
      </div>
      <figcaption>
        <ul className={styles.legend}>
          {shape.lines.map((line, nth) => (
            <li key={line.id}>
              <svg viewBox="0 0 26 8" className={styles.sample} data-nth={nth % LOOKS} aria-hidden="true">
                <path d="M1 4H25" />
              </svg>
              {line.label}
              <b className={styles.value} aria-hidden>
                {valueAt(line.points, at, format)}
              </b>
            </li>
          ))}
          <li className={styles.day} aria-hidden>
            {at !== null && dayText(at)}
          </li>
        </ul>
      </figcaption>
    </figure>
  )
}

/** Lines that can be told apart, by colour and by dashes. */
const LOOKS = 6

function Lines({ shape, at, height }: { shape: LineShape; at: string | null; height: number }) {
  const x = shape.lines.flatMap(({ points }) => points).find(({ day }) => day === at)?.x
  const isDotted = shape.days.length <= MOST_DOTS
  return (
    <>
      {x !== undefined && <line className={styles.cursor} x1={x} x2={x} y1="0" y2={height} />}
      {shape.lines.map(({ id, path, points }, nth) => (
        <g key={id} className={styles.line} data-nth={nth % LOOKS}>
          <path d={path} />
          {points
            .filter(({ day }) => isDotted || day === at || points.length === 1)
            .map(({ x, y, day }) => (
              <circle key={day} cx={x} cy={y} r={day === at ? 5 : 3} />
            ))}
        </g>
      ))}
    </>
  )
}

/** Of the day under the pointer, else the last one. */
function valueAt(
  points: readonly { day: string; value: number }[],
  at: string | null,
  format: (value: number) => string,
): string {
  const point = at === null ? points.at(-1) : points.find(({ day }) => day === at)
  return point ? format(point.value) : ''
}
