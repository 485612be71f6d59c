/** What the sample maker sells: eleven families of items. */
import { caseGtin, unitGtin } from './gs1-keys.ts'

interface Family {
  prefix: string
  /** `*` stands for the variety. */
  name: string
  rotation: 'fifo' | 'fefo'
  unit: string
  caseQuantity: number
  /** Cents for one unit. */
  cost: number
  leadTimeDays: number
  /** From the day it is made to its expiry; null where the item has no lots. */
  shelfLifeDays: number | null
  /** Code and name of each. */
  varieties: readonly (readonly [string, string])[]
}

const families: readonly Family[] = [
  {
    prefix: 'BAR',
    name: 'Oat bar * 45 g',
    rotation: 'fefo',
    unit: 'bar',
    caseQuantity: 24,
    cost: 62,
    leadTimeDays: 10,
    shelfLifeDays: 240,
    varieties: [
      ['HONEY', 'Honey & Almond'],
      ['CHOC', 'Dark Chocolate'],
      ['APPLE', 'Apple & Cinnamon'],
      ['PEANUT', 'Peanut Butter'],
      ['CRAN', 'Cranberry & Seeds'],
      ['COCO', 'Coconut & Lime'],
    ],
  },
  {
    prefix: 'GRA',
    name: 'Granola * 400 g',
    rotation: 'fefo',
    unit: 'pouch',
    caseQuantity: 8,
    cost: 245,
    leadTimeDays: 10,
    shelfLifeDays: 300,
    varieties: [
      ['MAPLE', 'Maple & Pecan'],
      ['BERRY', 'Forest Berry'],
      ['COCOA', 'Cocoa & Hazelnut'],
      ['PLAIN', 'Simply Oats'],
      ['TROPIC', 'Mango & Coconut'],
      ['SPICE', 'Pumpkin Spice'],
    ],
  },
  {
    prefix: 'CRI',
    name: 'Kettle crisps * 150 g',
    rotation: 'fefo',
    unit: 'bag',
    caseQuantity: 12,
    cost: 118,
    leadTimeDays: 7,
    shelfLifeDays: 120,
    varieties: [
      ['SALT', 'Sea Salt'],
      ['VINEGAR', 'Cider Vinegar'],
      ['PAPRIKA', 'Smoked Paprika'],
      ['ROSEMARY', 'Rosemary'],
      ['CHILI', 'Sweet Chili'],
      ['TRUFFLE', 'Truffle (limited)'],
    ],
  },
  {
    prefix: 'SPR',
    name: 'Spread * 340 g',
    rotation: 'fifo',
    unit: 'jar',
    caseQuantity: 6,
    cost: 289,
    leadTimeDays: 14,
    shelfLifeDays: 540,
    varieties: [
      ['PNUT', 'Smooth Peanut'],
      ['CRUNCH', 'Crunchy Peanut'],
      ['ALMOND', 'Roasted Almond'],
      ['HAZEL', 'Hazelnut & Cocoa'],
      ['TAHINI', 'Sesame Tahini'],
      ['JAM', 'Strawberry Jam'],
    ],
  },
  {
    prefix: 'TEA',
    name: 'Tea * 20 bags',
    rotation: 'fifo',
    unit: 'box',
    caseQuantity: 12,
    cost: 134,
    leadTimeDays: 28,
    shelfLifeDays: 730,
    varieties: [
      ['EARL', 'Earl Grey'],
      ['BREAK', 'Breakfast'],
      ['GREEN', 'Green Sencha'],
      ['MINT', 'Peppermint'],
      ['CHAM', 'Camomile'],
      ['GINGER', 'Ginger & Lemon'],
    ],
  },
  {
    prefix: 'SFT',
    name: 'Soft bake * 60 g',
    rotation: 'fefo',
    unit: 'piece',
    caseQuantity: 20,
    cost: 81,
    leadTimeDays: 5,
    shelfLifeDays: 45,
    varieties: [
      ['BLUE', 'Blueberry'],
      ['BANANA', 'Banana Bread'],
      ['LEMON', 'Lemon Drizzle'],
      ['CARROT', 'Carrot & Walnut'],
      ['DOUBLE', 'Double Chocolate'],
    ],
  },
  {
    prefix: 'CKR',
    name: 'Crackers * 200 g',
    rotation: 'fefo',
    unit: 'pack',
    caseQuantity: 12,
    cost: 109,
    leadTimeDays: 10,
    shelfLifeDays: 210,
    varieties: [
      ['SEED', 'Three Seeds'],
      ['RYE', 'Dark Rye'],
      ['OLIVE', 'Olive Oil'],
      ['CHEESE', 'Cheddar'],
      ['PEPPER', 'Black Pepper'],
    ],
  },
  {
    prefix: 'COO',
    name: 'Cookies * 180 g',
    rotation: 'fefo',
    unit: 'pack',
    caseQuantity: 8,
    cost: 152,
    leadTimeDays: 10,
    shelfLifeDays: 180,
    varieties: [
      ['OAT', 'Oat & Raisin'],
      ['CHIP', 'Chocolate Chip'],
      ['GINGER', 'Stem Ginger'],
      ['BUTTER', 'All Butter'],
      ['MACAD', 'Macadamia'],
    ],
  },
  {
    prefix: 'FRU',
    name: 'Dried fruit * 250 g',
    rotation: 'fifo',
    unit: 'pouch',
    caseQuantity: 20,
    cost: 214,
    leadTimeDays: 21,
    shelfLifeDays: 365,
    varieties: [
      ['MANGO', 'Mango'],
      ['APRI', 'Apricot'],
      ['FIG', 'Fig'],
      ['CHERRY', 'Sour Cherry'],
      ['MIX', 'Trail Mix'],
    ],
  },
  {
    prefix: 'SAU',
    name: 'Sauce * 300 ml',
    rotation: 'fefo',
    unit: 'bottle',
    caseQuantity: 6,
    cost: 176,
    leadTimeDays: 14,
    shelfLifeDays: 400,
    varieties: [
      ['TOMATO', 'Tomato Ketchup'],
      ['BBQ', 'Smoky Barbecue'],
      ['CURRY', 'Mild Curry'],
      ['HOT', 'Hot Pepper'],
      ['MUSTARD', 'Honey Mustard'],
    ],
  },
  {
    prefix: 'PKG',
    name: '*',
    rotation: 'fifo',
    unit: 'each',
    caseQuantity: 20,
    cost: 41,
    leadTimeDays: 14,
    shelfLifeDays: null,
    varieties: [
      ['BOX-S', 'Shipping box small'],
      ['BOX-M', 'Shipping box medium'],
      ['BOX-L', 'Shipping box large'],
      ['TAPE', 'Paper tape 50 m'],
      ['FILL', 'Paper fill roll'],
    ],
  },
]

export interface DemoItem extends Pick<Family, 'rotation' | 'unit' | 'caseQuantity' | 'cost' | 'leadTimeDays'> {
  sku: string
  name: string
  shelfLifeDays: number | null
  unitGtin: string
  caseGtin: string
}

export const CATALOGUE: readonly DemoItem[] = families
  .flatMap((family) =>
    family.varieties.map(([code, variety]) => ({
      ...family,
      sku: `${family.prefix}-${code}`,
      name: family.name.replace('*', variety),
    })),
  )
  .map(({ sku, name, rotation, unit, caseQuantity, cost, leadTimeDays, shelfLifeDays }, index) => ({
    sku,
    name,
    rotation,
    unit,
    caseQuantity,
    cost,
    leadTimeDays,
    shelfLifeDays,
    unitGtin: unitGtin(101 + index),
    caseGtin: caseGtin(101 + index),
  }))

/** There is one small lot of it: what is asked beyond that cannot be promised. */
export const SCARCE_SKU = 'CRI-TRUFFLE'

/** Less of it is left than its channels will ask for until the next delivery. */
export const RUNNING_LOW_SKU = 'FRU-FIG'

/** A grocer takes most of it, the same every day; the shop takes less, and all at once: that is what its safety stock is for. */
export const UNEVEN_SKU = 'GRA-SPICE'

/** Their oldest lots have expired on the shelf. */
export const EXPIRED_SKUS: ReadonlySet<string> = new Set(['SFT-BANANA', 'SFT-DOUBLE'])

/** Its youngest lot is on hold. */
export const HELD_SKU = 'TEA-GREEN'

/** Nut butters stand on the food traceability list, and so does what contains them. */
export const TRACED_SKUS: ReadonlySet<string> = new Set([
  'SPR-PNUT',
  'SPR-CRUNCH',
  'SPR-ALMOND',
  'SPR-HAZEL',
  'BAR-PEANUT',
])
