import { beforeEach, expect, it } from 'vitest'
import { createRefresher, type Load } from './refresher.ts'

let recorded: number
let acted: string[]
let later: (() => void)[]
let queue: Promise<void>
let refresh: (load: Load<string>) => void

beforeEach(() => {
  recorded = 0
  acted = []
  later = []
  queue = Promise.resolve()
  refresh = createRefresher<string>({
    recorded: () => recorded,
    enqueue: (run) => {
      queue = queue.then(run)
    },
    act: async (action) => void acted.push(action),
    later: (run) => void later.push(run),
  })
})

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A load that ends when the test says so. */
function slow() {
  let end: (answer: string | null) => void = () => {}
  let began = 0
  const load = () => {
    began += 1
    return new Promise<string | null>((resolve) => {
      end = resolve
    })
  }
  return { load, end: (answer: string | null) => end(answer), began: () => began }
}

it('acts on what was loaded, and on nothing where that is nothing or fails', async () => {
  refresh(async () => 'fresh')
  await settled()
  refresh(async () => null)
  await settled()
  refresh(() => Promise.reject(new Error('the disk')))
  await settled()
  expect(acted).toEqual(['fresh'])
  expect(later).toEqual([])
})

it('keeps nobody waiting in the queue while it loads', async () => {
  const { load } = slow()
  refresh(load)
  await settled()
  let scanned = false
  queue = queue.then(() => {
    scanned = true
  })
  await settled()
  expect(scanned).toBe(true)
})

it('throws away what lacks what was recorded meanwhile, and loads again when the hand rests', async () => {
  const { load, end, began } = slow()
  refresh(load)
  await settled()
  recorded += 1
  end('from before the pick')
  await settled()
  expect(acted).toEqual([])
  later.shift()?.()
  await settled()
  expect(began()).toBe(2)
  end('with the pick')
  await settled()
  expect(acted).toEqual(['with the pick'])
})

it('lets no older load overtake a newer one', async () => {
  const [older, newer] = [slow(), slow()]
  refresh(older.load)
  await settled()
  refresh(newer.load)
  await settled()
  newer.end('newer')
  await settled()
  older.end('older')
  await settled()
  expect(acted).toEqual(['newer'])
})
