import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { ISocketFactory } from 'kafkajs'

/** The sockets of one client, so that they can be cut: what a crash of its process would do. */
export interface Wires {
  readonly factory: ISocketFactory
  /** Lets nothing out until `release`: what it is asked to send meanwhile is kept, and answers still come in. */
  hold(): void
  /** Sends what was held, in order. Does nothing when nothing is held. */
  release(): void
  /** Destroys every socket and refuses new ones, for good. */
  cut(): void
  readonly isCut: boolean
  /** Destroys the sockets to one port. */
  cutOff(port: number): void
}

/** What a client thinks of a broker that says nothing. */
export interface WireOptions {
  /**
   * After how long without a byte in either direction a socket is destroyed, in ms; default 0: never. kafkajs gives up
   * a request when its time is over, and asks the same silent broker again; when the socket is gone it asks another.
   * A socket that is only idle is opened again at the next request.
   */
  readonly silentMs?: number
  /** Ports that are known to answer nobody: a socket to one is refused at once. Default: none. */
  readonly avoids?: (port: number) => boolean
}

const cutMessage = 'this member was cut off from its brokers'

/** Wires that behave as kafkajs' own until they are held or cut. */
export function wires({ silentMs = 0, avoids = () => false }: WireOptions = {}): Wires {
  const open = new Map<Socket, number>()
  let isCut = false
  let isHeld = false
  return {
    factory({ host, port, ssl, onConnect }) {
      const socket = ssl ? secured({ host, port, ssl, onConnect }) : connect({ host, port }, onConnect)
      socket.setKeepAlive(true, 60_000)
      // Each new start of a consumer adds listeners to the sockets that it finds; Node would warn from the eleventh on.
      socket.setMaxListeners(0)
      socket.setTimeout(silentMs, () => socket.destroy(new Error(`no answer for ${silentMs} ms`)))
      open.set(socket, port)
      socket.once('close', () => open.delete(socket))
      if (isHeld) socket.cork()
      if (isCut) socket.destroy(new Error(cutMessage))
      if (avoids(port)) socket.destroy(standsStill())
      return socket
    },
    hold() {
      if (!isHeld) for (const socket of open.keys()) socket.cork()
      isHeld = true
    },
    release() {
      if (isHeld) for (const socket of open.keys()) socket.uncork()
      isHeld = false
    },
    cut() {
      isCut = true
      // With an error, or kafkajs waits for the answers that were under way until their time is over.
      for (const socket of open.keys()) socket.destroy(new Error(cutMessage))
    },
    get isCut() {
      return isCut
    },
    cutOff(port) {
      for (const [socket, to] of open) if (to === port) socket.destroy(standsStill())
    },
  }
}

/** As kafkajs makes it: an address has no name that a certificate could be asked for by. */
function secured({ host, port, ssl, onConnect }: Parameters<ISocketFactory>[0]): Socket {
  return connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
}

/** With the code at which kafkajs looks for another broker, and for another coordinator. */
function standsStill(): Error {
  return Object.assign(new Error('this broker stands still'), { code: 'ECONNREFUSED' })
}
