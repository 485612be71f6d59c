/** Properties are drawn from one seed, so that a suite that was green stays green; a failure prints it. LOTLINE_SEED looks further. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.LOTLINE_SEED ?? 20_261_124) })
