import { afterAll, beforeAll, describe } from 'vitest'
import { itKeepsTheContract } from '../lab/contract.js'
import { withLab } from '../lab/with-lab.js'
import { leadBy, loginAs, onSecure } from './on-secure.js'

describe('a lab that logs in over TLS, as a user with rights on its own names alone', () => {
  const secure = onSecure()
  beforeAll(() => leadBy(loginAs(secure.broker, 'maria')))
  afterAll(() => leadBy({}))
  itKeepsTheContract(withLab())
})
