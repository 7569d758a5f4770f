// @ts-check
// Makes the JVM cache (JEP 483 and 514: classes loaded and linked ahead of time) with which a broker is ready in under half the time.
// Started in the background by set-up; its log is .lab/kafka/jvm-cache.log. Whatever happens, it ends its own broker within
// two minutes and leaves nothing but the cache, its log, or the mark of a failure.
import os from 'node:os'
import { train } from './jvm-cache/train.mjs'
import { tryLock } from './setup/lock.mjs'
import { inLab } from './setup/project.mjs'

const release = tryLock(inLab('kafka', 'training.lock'))
if (release) {
  // The reader's first broker goes first.
  os.setPriority(os.constants.priority.PRIORITY_LOW)
  try {
    await train()
  } finally {
    release()
  }
  // When the work was given up, a client of it may still be trying.
  process.exit()
}
