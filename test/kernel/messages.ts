/** Jupyter messages as session.py passes them on, and what one cell's messages mean. */

export interface Message {
  channel: 'iopub' | 'shell' | 'control'
  type: string
  /** msg_id of the request that this belongs to. */
  parent?: string
  content: Record<string, unknown>
}

export interface Failure {
  ename: string
  evalue: string
  traceback: string[]
}

export interface Display {
  data: Record<string, unknown>
  metadata: Record<string, unknown>
  transient: { display_id?: string }
  /** True when it replaces the display of the same id. */
  update: boolean
}

export interface Execution {
  status: 'ok' | 'error' | 'aborted' | string
  /** The reply's content as sent. */
  reply: Record<string, unknown>
  /** Every message of the cell on iopub, in order. */
  outputs: Message[]
  /** The `error` message, null when none was sent. */
  error: Failure | null
  /** All of stdout. */
  text: string
  /** All of stderr. */
  stderr: string
  displays: Display[]
}

/** Reads the messages of one cell. */
export function collect(messages: Message[]): Execution {
  const reply = messages.find((m) => m.type === 'execute_reply')?.content ?? {}
  const outputs = messages.filter((m) => m.channel === 'iopub')
  const stream = (name: string): string =>
    outputs
      .filter((m) => m.type === 'stream' && m.content.name === name)
      .map((m) => m.content.text)
      .join('')
  const error = outputs.find((m) => m.type === 'error')
  return {
    status: String(reply.status),
    reply,
    outputs,
    error: error ? (error.content as unknown as Failure) : null,
    text: stream('stdout'),
    stderr: stream('stderr'),
    displays: outputs
      .filter((m) => m.type === 'display_data' || m.type === 'update_display_data')
      .map((m) => ({ ...(m.content as unknown as Display), update: m.type === 'update_display_data' })),
  }
}

type Event =
  | { event: 'ready'; pid: number }
  | { event: 'sent'; id: number; msg_id: string }
  | ({ event: 'message' } & Message)

/** Everything that a session has reported so far, and a way to wait for what is still to come. */
export class MessageLog {
  readonly messages: Message[] = []
  readonly #events: Event[] = []
  readonly #checks = new Set<() => void>()
  #ended: string | null = null

  add(event: Event): void {
    this.#events.push(event)
    if (event.event === 'message') this.messages.push(event)
    for (const check of this.#checks) check()
  }

  /** No more will come: whoever waits gets `reason` as an error. */
  close(reason: string): void {
    this.#ended = reason
    for (const check of this.#checks) check()
  }

  get ready(): Promise<{ pid: number }> {
    return this.#first('the kernel', (e) => (e.event === 'ready' ? e : null), 60_000)
  }

  /** The msg_id under which the execution with this id was sent. */
  async sent(id: number, timeoutMs: number): Promise<string> {
    const found = await this.#first(
      `execution ${id}`,
      (e) => (e.event === 'sent' && e.id === id ? e : null),
      timeoutMs,
    )
    return found.msg_id
  }

  /** The first message that fits, past or future. */
  message(what: string, fits: (message: Message) => boolean, timeoutMs: number): Promise<Message> {
    return this.#first(what, (e) => (e.event === 'message' && fits(e) ? e : null), timeoutMs)
  }

  #first<T>(what: string, find: (event: Event) => T | null, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      let seen = 0
      const done = (finish: () => void): void => {
        clearTimeout(timer)
        this.#checks.delete(check)
        finish()
      }
      const fail = (why: string): void => done(() => reject(new Error(`Waited for ${what}, but ${why}`)))
      const check = (): void => {
        for (; seen < this.#events.length; seen++) {
          const found = find(this.#events[seen] as Event)
          if (found) {
            done(() => resolve(found))
            return
          }
        }
        if (this.#ended !== null) fail(this.#ended)
      }
      const timer = setTimeout(() => {
        const last = JSON.stringify(this.#events.slice(-3))
        fail(`it did not come within ${timeoutMs} ms. Seen last: ${last}`)
      }, timeoutMs)
      this.#checks.add(check)
      check()
    })
  }
}
