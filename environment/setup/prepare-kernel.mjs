// @ts-check
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { inLab, inProject, root } from './project.mjs'
import { withoutSecrets } from './without-secrets.mjs'

/**
 * Has what every notebook imports compiled in the background, when no kernel of this clone has done so yet; it takes some
 * seconds. Should it fail, the first kernel compiles it.
 */
export function prepareKernel() {
  if (fs.existsSync(inLab('kernel'))) return
  const options = /** @type {const} */ ({
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: withoutSecrets(process.env),
  })
  spawn(process.execPath, [inProject('environment', 'kernel', 'prepare.cjs')], options).unref()
}
