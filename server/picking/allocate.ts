/** Gives committed units of order lines their lots and bins, with a task for each. */

import type { ItemClaim } from '../availability/pool.ts'
import type { Scene } from '../ledger/scene.ts'
import { changeLines, type OrderLine } from '../orders/lines.ts'
import { changeAllocations } from './allocations.ts'
import { type Chosen, chooseStock } from './choose.ts'
import { addTask, addTasks, changeTask, type NewTask, type TaskRow, taskOfAllocation } from './tasks.ts'

/** The pick list that is to ask for it; `isNew`: written in this unit, open, and asking for nothing of the lines yet. */
export interface AskedList {
  id: string
  /** In a batch: the order's tote on the cart. */
  tote: string | null
  isNew: boolean
}

export interface WaitingLine {
  line: OrderLine
  /** Committed units, up to so many of which are to be allocated. */
  quantity: number
  /** The item's, where they have been read. */
  claims?: readonly ItemClaim[]
}

export interface GivenLine {
  line: OrderLine
  tasks: TaskRow[]
  /** Units that found no stock. */
  short: number
}

/** The answer is in the order of the lines. */
export async function allocateLines(
  scene: Scene,
  lines: readonly WaitingLine[],
  list: AskedList,
): Promise<GivenLine[]> {
  const given = new Map<string, GivenLine>()
  for (const turn of turnsOf(lines))
    for (const one of await allocateTurn(scene, turn, list)) given.set(one.line.id, one)
  return lines.map(({ line }) => given.get(line.id) as GivenLine)
}

/** Lines of one item take turns: each chooses from what the one before it has left. */
function turnsOf(lines: readonly WaitingLine[]): WaitingLine[][] {
  const turns: WaitingLine[][] = []
  const before = new Map<string, number>()
  for (const one of lines) {
    const turn = before.get(one.line.sku) ?? 0
    before.set(one.line.sku, turn + 1)
    if (turns.length === turn) turns.push([])
    turns[turn]?.push(one)
  }
  return turns
}

interface Choice {
  line: OrderLine
  chosen: Chosen
}

/** Lines of different items: what is written for one of them does not concern the choices of another. */
async function allocateTurn(scene: Scene, turn: readonly WaitingLine[], list: AskedList): Promise<GivenLine[]> {
  const choices: Choice[] = []
  for (const { line, quantity, claims } of turn)
    for (const chosen of await chooseStock(scene, line, quantity, claims)) choices.push({ line, chosen })
  await changeAllocations(scene, choices.map(directed))
  const given = givenOf(turn, choices, await askForPicks(scene, choices, list))
  const changes = turn.map(({ line, quantity }, index) => toAllocated(line, quantity - (given[index]?.short ?? 0)))
  await changeLines(
    scene,
    changes.filter(({ delta }) => delta.allocated > 0),
  )
  return given
}

/** `tasks`: one for each choice, in the order of the choices. */
function givenOf(turn: readonly WaitingLine[], choices: readonly Choice[], tasks: readonly TaskRow[]): GivenLine[] {
  const given = new Map(
    turn.map(({ line, quantity }): [string, GivenLine] => [line.id, { line, tasks: [], short: quantity }]),
  )
  for (const [index, { line, chosen }] of choices.entries()) {
    const one = given.get(line.id)
    const task = tasks[index]
    if (!one || !task) throw new Error(`Stock was chosen for line ${line.id}, and nobody asked for it.`)
    one.tasks.push(task)
    one.short -= chosen.quantity
  }
  return [...given.values()]
}

const directed = ({ line, chosen: { lot, location, quantity } }: Choice) => ({
  key: { lineId: line.id, orderId: line.orderId, sku: line.sku, lot, location, picked: false },
  quantity,
})

const toAllocated = (line: OrderLine, units: number) => ({ line, delta: { committed: -units, allocated: units } })

/** One task per directed allocation: where one is open already, it asks for more. */
async function askForPicks(scene: Scene, choices: readonly Choice[], list: AskedList): Promise<TaskRow[]> {
  if (list.isNew)
    return addTasks(
      scene,
      choices.map((choice) => pickTask(choice, list)),
    )
  const tasks: TaskRow[] = []
  for (const choice of choices) tasks.push(await askForMore(scene, choice, list))
  return tasks
}

async function askForMore(scene: Scene, choice: Choice, list: AskedList): Promise<TaskRow> {
  const { line, chosen } = choice
  const known = await taskOfAllocation(scene, line.id, chosen.lot, chosen.location)
  if (known?.state !== 'open' || known.pickListId !== list.id) return addTask(scene, pickTask(choice, list))
  await changeTask(scene, known, { quantity: chosen.quantity })
  return { ...known, quantity: known.quantity + chosen.quantity }
}

const pickTask = ({ line, chosen }: Choice, { id, tote }: AskedList): NewTask => ({
  kind: 'pick',
  pickListId: id,
  orderId: line.orderId,
  lineId: line.id,
  sku: line.sku,
  lot: chosen.lot,
  location: chosen.location,
  quantity: chosen.quantity,
  sequence: chosen.pickSequence,
  tote,
})
