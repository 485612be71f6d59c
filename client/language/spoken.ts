import { codeWords } from '../../shared/language/code-words.ts'
import { told } from './t.ts'

/** A code of the contract as people say it, in the device's language where it knows the code. */
export const spoken = (code: string): string => told(codeWords(code))
