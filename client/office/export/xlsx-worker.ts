/** Makes workbooks in a thread of their own: a hundred thousand rows take seconds, in which the page goes on. */
import { gridAsXlsx, localWall } from './as-xlsx.ts'
import type { Grid } from './columns.ts'

export interface XlsxAsked {
  grid: Grid
  sheet: string
}

export type XlsxMade = { content: Blob } | { fault: string }

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<XlsxAsked>) => void) | null
  postMessage(message: XlsxMade): void
}

scope.onmessage = ({ data: { grid, sheet } }) => {
  gridAsXlsx(grid, sheet, localWall).then(
    (content) => scope.postMessage({ content }),
    (error: unknown) => scope.postMessage({ fault: String(error) }),
  )
}
