'use strict'
/**
 * Compiles what every notebook imports, so that the first kernel of a fresh clone need not. Started by set-up, in the
 * background; what it finds out is kept in .lab/kernel (see remember.cjs).
 */
const os = require('node:os')
const path = require('node:path')
const { createRequire } = require('node:module')

process.chdir(path.resolve(__dirname, '..', '..'))
// The reader's first kernel goes first.
os.setPriority(os.constants.priority.PRIORITY_LOW)
const load = createRequire(require.resolve('tslab/dist/main.js'))
require('./compiler.cjs').repairCompiler(load)
require('./remember.cjs').rememberCompiled(load, path.join('.lab', 'kernel'))
const converter = load('./converter').createConverter({ isJS: false })
converter.convert('', `import * as lab from './src/index'\nlab.openLab`)
converter.close()
