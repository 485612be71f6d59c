/** Every barcode that is of use in the sample warehouse as it stands now, for the sheet and for the app's demo panel. */
import type { Reader } from '../db/work.ts'
import type { DemoInfo } from '../http/deps.ts'
import { countCodes } from './count-codes.ts'
import { packCodes } from './pack-codes.ts'
import { pickCodes } from './pick-codes.ts'
import { placeCodes } from './place-codes.ts'
import { receiptCodes } from './receipt-codes.ts'
import { returnCodes } from './return-codes.ts'
import { badgeText, SCANNER_TEST } from './scan-text.ts'

export interface DemoCode {
  /** For people. */
  label: string
  /** Exactly what a scanner delivers. */
  text: string
}

export interface CodeGroup {
  title: string
  codes: DemoCode[]
}

export async function demoCodes(reader: Reader, demo: DemoInfo): Promise<CodeGroup[]> {
  const groups = [
    badgeCodes(demo),
    ...(await pickCodes(reader)),
    ...(await packCodes(reader)),
    ...(await countCodes(reader)),
    ...(await receiptCodes(reader)),
    ...(await returnCodes(reader)),
    ...(await placeCodes(reader)),
    scannerTest,
  ]
  return groups.filter((group) => group.codes.length > 0).map(eachOnce)
}

const badgeCodes = ({ users, pin }: DemoInfo): CodeGroup => ({
  title: `Badges (PIN ${pin})`,
  codes: users.map(({ name, roles, badge }) => ({ label: `${name}, ${roles.join(', ')}`, text: badgeText(badge) })),
})

const scannerTest: CodeGroup = {
  title: 'Scanner check',
  codes: [
    { label: 'GS1-128 with a separator', text: SCANNER_TEST.gs1 },
    { label: 'Plain Code 128', text: SCANNER_TEST.plain },
  ],
}

/** The same lot may stand in two bins, and its label is the same. */
function eachOnce({ title, codes }: CodeGroup): CodeGroup {
  const byText = new Map(codes.map((code) => [code.text, code]))
  return { title, codes: [...byText.values()] }
}
