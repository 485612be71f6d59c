/** The building: six aisles of ten bays, each bay five levels high; docks, lanes, the returns cage and the totes. */
import type { LocationInput } from '../master/locations.ts'

export interface DemoPlace extends LocationInput {
  code: string
}

const AISLES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
const BAYS = 10
const LEVELS = 5
/** What a picker reaches without a truck. */
const PICK_LEVELS = 2

export interface Bay {
  /** The bins of the bay by level, from the floor up. */
  bins: readonly [DemoPlace, ...DemoPlace[]]
}

/** Aisle A is walked up, B down, and so on: the shortest way through all bins. */
export const BAYS_IN_WALKING_ORDER: readonly Bay[] = AISLES.flatMap((aisle, aisleIndex) =>
  Array.from({ length: BAYS }, (_, step): Bay => {
    const bay = aisleIndex % 2 === 0 ? step + 1 : BAYS - step
    const sequence = (aisleIndex * BAYS + step) * 10
    return { bins: [bin(aisle, bay, 1, sequence), ...upperBins(aisle, bay, sequence)] }
  }),
)

function upperBins(aisle: string, bay: number, sequence: number): DemoPlace[] {
  return Array.from({ length: LEVELS - 1 }, (_, index) => bin(aisle, bay, index + 2, sequence))
}

function bin(aisle: string, bay: number, level: number, sequence: number): DemoPlace {
  return {
    code: `${aisle}-${String(bay).padStart(2, '0')}-${level}`,
    kind: level <= PICK_LEVELS ? 'pick' : 'storage',
    pickSequence: sequence + level,
    blocked: false,
    zone: `Aisle ${aisle}`,
  }
}

const place = (code: string, kind: DemoPlace['kind'], pickSequence: number, within?: string): DemoPlace => ({
  code,
  kind,
  pickSequence,
  blocked: false,
  within,
})

export const DOCKS = ['DOCK-1', 'DOCK-2'] as const
export const LANES = ['STAGE-1', 'STAGE-2', 'STAGE-3'] as const
export const RETURNS_CAGE = 'CAGE-1'
export const HOLD_PLACE = 'HOLD-1'
export const TOTES: readonly string[] = Array.from(
  { length: 12 },
  (_, index) => `TOTE-${String(index + 1).padStart(2, '0')}`,
)

/** In an order in which what stands within another comes after it. */
export const PLACES: readonly DemoPlace[] = [
  ...BAYS_IN_WALKING_ORDER.flatMap((bay) => bay.bins),
  // Nobody picks from it: what must not leave waits here.
  { ...place(HOLD_PLACE, 'storage', 8_900), blocked: true },
  ...DOCKS.map((code, index) => place(code, 'dock', 9_000 + index)),
  ...LANES.map((code, index) => place(code, 'staging', 9_100 + index)),
  place(RETURNS_CAGE, 'returns', 9_200),
  ...TOTES.map((code, index) => place(code, 'unit', 9_300 + index, LANES[2])),
]
