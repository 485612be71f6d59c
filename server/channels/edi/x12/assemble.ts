/** Segments of one interchange → its groups and transaction sets, each with the faults of its envelope. */
import {
  elementOf,
  FUNCTIONAL_IDS,
  type FunctionalGroup,
  type Interchange,
  isSameControl,
  plainControl,
  type Segment,
  type TransactionSet,
} from './envelope.ts'
import { type Fault, type FaultCode, limited } from './fault.ts'
import type { SplitInterchange } from './split.ts'

/** GE01 has six digits. */
const MOST_SETS = 999_999
const SEGMENT_ID = /^[A-Z][A-Z0-9]{1,2}$/

/** What is open while the segments of one interchange pass by. */
interface Reader {
  interchange: Interchange
  group?: FunctionalGroup | undefined
  set?: TransactionSet | undefined
  /** The control numbers that are taken, without the zeros before them. */
  groupControls: Set<string>
  setControls: Set<string>
  /** Within a run of segments that belong nowhere: the run is one fault. */
  isStray: boolean
  isClosed: boolean
}

export function assembled({ header, delimiters, number, segments, faults }: SplitInterchange): Interchange {
  const interchange: Interchange = {
    header,
    delimiters,
    groups: [],
    interchangeAcknowledgements: [],
    number,
    faults: [...faults],
  }
  const reader: Reader = {
    interchange,
    groupControls: new Set(),
    setControls: new Set(),
    isStray: false,
    isClosed: false,
  }
  for (const segment of segments) take(reader, segment)
  if (!reader.isClosed) endWithoutTrailer(reader, segments.at(-1)?.number ?? number)
  for (const group of interchange.groups) {
    group.faults = limited(group.faults)
    for (const set of group.sets) set.faults = limited(set.faults)
  }
  interchange.faults = limited(interchange.faults)
  return interchange
}

function take(reader: Reader, segment: Segment): void {
  const handle = HANDLERS.get(segment.id)
  if (handle) {
    reader.isStray = false
    handle(reader, segment)
  } else if (reader.set) takeData(reader.set, segment)
  else if (segment.id === 'TA1' && !reader.group) reader.interchange.interchangeAcknowledgements.push(segment)
  else stray(reader, segment)
}

const HANDLERS = new Map<string, (reader: Reader, segment: Segment) => void>([
  ['GS', openGroup],
  ['ST', openSet],
  ['SE', closeSet],
  ['GE', closeGroup],
  ['IEA', closeInterchange],
])

function takeData(set: TransactionSet, segment: Segment): void {
  set.segments.push(segment)
  if (SEGMENT_ID.test(segment.id)) return
  set.faults.push(
    fault(
      'segment-id',
      segment,
      `${JSON.stringify(segment.id.slice(0, 20))} is no segment id. Ask the partner to mend this segment.`,
    ),
  )
}

function stray(reader: Reader, segment: Segment): void {
  if (reader.isStray) return
  reader.isStray = true
  const owner = reader.group ?? reader.interchange
  owner.faults.push(
    fault(
      'segment-outside-set',
      segment,
      'The segment stands in no transaction set, so its ST is missing or was broken. Ask the partner to send it again.',
    ),
  )
}

function openGroup(reader: Reader, segment: Segment): void {
  leaveGroup(reader, segment)
  const element = (n: number) => elementOf(segment, n) ?? ''
  const group: FunctionalGroup = {
    functionalId: element(1),
    sender: element(2),
    receiver: element(3),
    date: element(4),
    time: element(5),
    control: element(6),
    version: element(8),
    sets: [],
    number: segment.number,
    faults: [],
  }
  const lacking = [1, 2, 3, 6, 8].find((n) => element(n) === '')
  if (lacking !== undefined)
    group.faults.push({
      ...fault('group-header-incomplete', segment, `GS0${lacking} is empty. Ask the partner to send the group again.`),
      element: lacking,
    })
  if (isTaken(reader.groupControls, group.control))
    group.faults.push({
      ...fault(
        'group-control-repeated',
        segment,
        `The group control number ${group.control} is there twice in one interchange. Ask the partner to number its groups anew.`,
      ),
      element: 6,
    })
  reader.interchange.groups.push(group)
  reader.group = group
  reader.setControls = new Set()
}

function closeGroup(reader: Reader, segment: Segment): void {
  leaveSet(reader, segment)
  const { group } = reader
  if (!group) {
    unexpected(reader, segment, 'GS')
    return
  }
  const claimed = Number(elementOf(segment, 1))
  if (Number.isInteger(claimed) && claimed >= 0 && claimed <= MOST_SETS) group.claimed = claimed
  if (claimed !== group.sets.length)
    group.faults.push({
      ...fault(
        'set-count',
        segment,
        `GE01 says ${elementOf(segment, 1) ?? 'nothing'}, but ${group.sets.length} transaction sets are there. Some were lost or doubled on their way: ask the partner to send the group again.`,
      ),
      element: 1,
    })
  const control = elementOf(segment, 2) ?? ''
  if (!isSameControl(control, group.control))
    group.faults.push({
      ...fault(
        'group-control',
        segment,
        `GE02 is ${control || 'empty'}, GS06 is ${group.control}. Two groups were mixed up: ask the partner to send them again.`,
      ),
      element: 2,
    })
  reader.group = undefined
}

/** Whether it was there before; it is from now on. */
function isTaken(controls: Set<string>, control: string): boolean {
  const plain = plainControl(control)
  const isThere = controls.has(plain)
  controls.add(plain)
  return isThere
}

function openSet(reader: Reader, segment: Segment): void {
  leaveSet(reader, segment)
  const { group } = reader
  const set: TransactionSet = {
    id: elementOf(segment, 1) ?? '',
    control: elementOf(segment, 2) ?? '',
    segments: [],
    number: segment.number,
    faults: [],
  }
  reader.set = set
  if (!group) {
    reader.interchange.faults.push(
      fault(
        'set-outside-group',
        segment,
        `Transaction set ${set.id} stands in no functional group, so it cannot be acknowledged and was passed over. Ask the partner to send it again within GS and GE.`,
      ),
    )
    return
  }
  checkHeader(set, group, segment)
  if (set.control !== '' && isTaken(reader.setControls, set.control))
    set.faults.push({
      ...fault(
        'set-control-repeated',
        segment,
        `The control number ${set.control} is there twice in one group. Ask the partner to number its transaction sets anew.`,
      ),
      element: 2,
    })
  group.sets.push(set)
}

function checkHeader(set: TransactionSet, group: FunctionalGroup, segment: Segment): void {
  if (set.id === '' || set.control === '') {
    const element = set.id === '' ? 1 : 2
    set.faults.push({
      ...fault(
        'set-header-incomplete',
        segment,
        `ST0${element} is empty. Ask the partner to send the transaction set again.`,
      ),
      element,
    })
  }
  const expected = FUNCTIONAL_IDS[set.id]
  if (expected !== undefined && expected !== group.functionalId)
    set.faults.push({
      ...fault(
        'set-not-of-group',
        segment,
        `Transaction set ${set.id} belongs in a group ${expected}, not ${group.functionalId}. Ask the partner to send it in its own group.`,
      ),
      element: 1,
    })
}

function closeSet(reader: Reader, segment: Segment): void {
  const { set } = reader
  if (!set) {
    unexpected(reader, segment, 'ST')
    return
  }
  const actual = set.segments.length + 2
  if (Number(elementOf(segment, 1)) !== actual)
    set.faults.push({
      ...fault(
        'segment-count',
        segment,
        `SE01 says ${elementOf(segment, 1) ?? 'nothing'}, but the transaction set has ${actual} segments, ST and SE included. Some were lost or doubled on their way: ask the partner to send it again.`,
      ),
      element: 1,
    })
  const control = elementOf(segment, 2) ?? ''
  if (!isSameControl(control, set.control))
    set.faults.push({
      ...fault(
        'set-control',
        segment,
        `SE02 is ${control || 'empty'}, ST02 is ${set.control || 'empty'}. Two transaction sets were mixed up: ask the partner to send them again.`,
      ),
      element: 2,
    })
  reader.set = undefined
}

function closeInterchange(reader: Reader, segment: Segment): void {
  leaveGroup(reader, segment)
  const { interchange } = reader
  if (Number(elementOf(segment, 1)) !== interchange.groups.length)
    interchange.faults.push({
      ...fault(
        'group-count',
        segment,
        `IEA01 says ${elementOf(segment, 1) ?? 'nothing'}, but ${interchange.groups.length} functional groups are there. Ask the partner which groups it sent.`,
      ),
      element: 1,
    })
  const control = elementOf(segment, 2) ?? ''
  if (!isSameControl(control, interchange.header.control))
    interchange.faults.push({
      ...fault(
        'interchange-control',
        segment,
        `IEA02 is ${control || 'empty'}, ISA13 is ${interchange.header.control}. Ask the partner to send the interchange again.`,
      ),
      element: 2,
    })
  reader.isClosed = true
}

/** A set that is still open when something begins that cannot stand in it has lost its SE, and perhaps more. */
function leaveSet(reader: Reader, before: Pick<Segment, 'id' | 'number'>): void {
  reader.set?.faults.push({
    code: 'set-trailer-missing',
    segment: before.number,
    segmentId: 'SE',
    message: `Transaction set ${reader.set.control} has no SE before ${before.id || 'the end'}, so it may be cut off. Ask the partner to send it again.`,
  })
  reader.set = undefined
}

function leaveGroup(reader: Reader, before: Pick<Segment, 'id' | 'number'>): void {
  leaveSet(reader, before)
  reader.group?.faults.push({
    code: 'group-trailer-missing',
    segment: before.number,
    segmentId: 'GE',
    message: `Group ${reader.group.control} has no GE before ${before.id || 'the end'}, so transaction sets of it may be lost. Ask the partner to send it again.`,
  })
  reader.group = undefined
}

function endWithoutTrailer(reader: Reader, number: number): void {
  leaveGroup(reader, { id: '', number })
  reader.interchange.faults.push({
    code: 'interchange-trailer-missing',
    segment: number,
    segmentId: 'IEA',
    message: `Interchange ${reader.interchange.header.control} has no IEA, so it may be cut off. Ask the partner whether this was all of it.`,
  })
}

function unexpected(reader: Reader, segment: Segment, opener: string): void {
  const owner = reader.group ?? reader.interchange
  owner.faults.push(
    fault(
      'trailer-unexpected',
      segment,
      `${segment.id} ends what no ${opener} began. Ask the partner to send the interchange again.`,
    ),
  )
}

const fault = (code: FaultCode, { id, number }: Segment, message: string): Fault => ({
  code,
  segment: number,
  segmentId: id,
  message,
})
