/** A task for each role, in the demo's own data. The screens say each scan themselves; a practice says what comes after what, and why. */
import type { TransactionName } from '../../shared/transactions/index.ts'
import { t } from '../language/t.ts'
import type { Noticed, Step, Task } from './noticed.ts'

const recorded =
  (type: TransactionName) =>
  (noticed: Noticed): boolean =>
    noticed.recorded.has(type)
const opened =
  (...paths: string[]) =>
  ({ path }: Noticed): boolean =>
    paths.includes(path)
const answered =
  (pattern: RegExp) =>
  ({ answers }: Noticed): boolean =>
    answers.some((answer) => pattern.test(answer))

const step = (sentence: string, isDone: Step['isDone']): Step => ({ say: () => sentence, isDone })

/** Each handheld has the lists that it took; in the demo one person may have left them on another. */
const withList =
  (sentence: string) =>
  ({ lists }: Noticed): string =>
    lists > 0
      ? sentence
      : t('Other devices have all pick lists. End the shift on one of them, or release an order in the office.')

const isPicked = ({ recorded: done, picking }: Noticed): boolean => done.has('pick') && picking === null

export const TASKS: readonly Task[] = [
  {
    id: 'receive',
    role: 'receiver',
    title: t('Receive and put away'),
    steps: [
      step(t('Open Receive, and choose a dock and a delivery that is announced.'), opened('/receive')),
      step(
        t('Scan the label of a case of it (the yellow button shows them), and say how many came.'),
        recorded('receive'),
      ),
      step(
        t('Go back and open Put away, scan what stands at the dock, then the bin that is proposed.'),
        recorded('move'),
      ),
    ],
    learnt: [
      t('One GS1 label gives item, lot and date in a single scan.'),
      t('Goods can be sold from the moment they are received; put away, they can be picked without a search.'),
      t('What said “done” is on the device. Without a network it is sent later, once.'),
    ],
  },
  {
    id: 'pick',
    role: 'picker',
    title: t('Pick, pack and ship'),
    steps: [
      { say: withList(t('Open Pick.')), isDone: opened('/pick') },
      {
        say: withList(
          t('Take a list. Scan the bin that the screen names, then the lot. Try another lot first: it is stopped.'),
        ),
        isDone: recorded('pick'),
      },
      {
        say: ({ picking }) =>
          picking === null
            ? t('Pick the rest of the list.')
            : t('Pick the rest of the list: {done} of {of} are done.', { done: picking.done, of: picking.of }),
        isDone: isPicked,
      },
      step(
        t('Go back and open Pack, scan the order, open a carton, scan the goods into it and close it.'),
        recorded('pack'),
      ),
      step(
        t('Pack the rest and close the carton. Then go back and open Ship, scan the carton, and let it go.'),
        recorded('ship'),
      ),
    ],
    learnt: [
      t('The oldest lot goes first: a younger one is stopped at the scan, also without a network.'),
      t('What a bin does not hold is said with Problem: the next lot is directed at once, and the bin is counted.'),
      t('The last step can be undone with one press, also without a network.'),
    ],
  },
  {
    id: 'count',
    role: 'counter',
    title: t('Count'),
    steps: [
      step(t('Open Count: it shows the places that are due, in the order of the way.'), opened('/count')),
      step(
        t('Scan one of them, or any other; scan all that stands in it, or type how many, and record it.'),
        recorded('count'),
      ),
    ],
    learnt: [
      t('A count is blind: the device does not know what should be there.'),
      t('A large difference is counted again by somebody else, and then decided by a supervisor.'),
      t('Nothing has to stand still: what was moved before, after or beside a count is told apart.'),
    ],
  },
  {
    id: 'return',
    role: 'inspector',
    title: t('Take back and inspect'),
    steps: [
      step(
        t('Open Returns, scan an order that was shipped, and take some of it back into the cage.'),
        recorded('returnReceive'),
      ),
      step(t('Go back and open Inspect, and scan what waits in the cage.'), opened('/inspect')),
      step(
        t('Say its condition, and take the disposition that is proposed, or another one with a reason.'),
        recorded('inspect'),
      ),
    ],
    learnt: [
      t('What comes back is sold to nobody before it is inspected.'),
      t('Goods that go back to stock keep their lot, and so their place in the rotation.'),
      t('Photos are kept on the device until the network takes them.'),
    ],
  },
  {
    id: 'plan',
    role: 'planner',
    title: t('Protect stock and release orders'),
    steps: [
      step(
        t('In Stock, open an item and press Edit protection at a channel. What it does is shown before it is done.'),
        answered(/^(PUT|POST) \/protections|^POST \/inventory\/[^/]+\/split/),
      ),
      step(
        t('In Orders, open one that is ready and release it to the floor.'),
        answered(/^POST \/orders\/([^/]+\/)?release/),
      ),
    ],
    learnt: [
      t('Protected stock is promised to no other channel, however many ask at once.'),
      t('A released order has its lots and bins: the oldest that its channel takes.'),
      t('Why a channel may sell just so many stands behind each figure.'),
    ],
  },
  {
    id: 'settle',
    role: 'supervisor',
    title: t('Settle an exception'),
    steps: [
      step(
        t('Open Exceptions: each says what it endangers, and who scanned what.'),
        opened('/exceptions', '/office/exceptions'),
      ),
      step(
        t('Open one, look at its evidence, and take one of the remedies.'),
        answered(/^POST \/exceptions\/([^/]+\/)?resolve/),
      ),
    ],
    learnt: [
      t('The ledger follows the floor: nothing that was scanned is refused, and what contradicts is told.'),
      t('A remedy acts: it counts, holds, moves or writes off, and stands in the log with your name.'),
      t('What settles by itself is closed by itself, and says why.'),
    ],
  },
]

/** Those of a person's own roles; who administers may do all of them. */
export const tasksFor = (roles: readonly string[]): Task[] =>
  TASKS.filter(({ role }) => roles.includes(role) || roles.includes('admin'))
