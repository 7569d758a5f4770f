import fs from 'node:fs'

/** An address on which a process waits for connections, in the form of its table: hexadecimal, in the machine's byte order. */
export interface Listener {
  readonly pid: number
  /** What the process is called, as its command line begins. */
  readonly command: string
  readonly address: string
  readonly port: number
}

/** Whether this machine tells who listens where, as Linux does. */
export const canTell = fs.existsSync('/proc/net/tcp')

/** 127.0.0.1, ::1 and ::ffff:127.0.0.1 as /proc writes them on a little-endian machine. */
export const loopback = ['0100007F', '00000000000000000000000001000000', '0000000000000000FFFF00000100007F']

/** The state of a socket that waits for connections. */
const listening = '0A'

/** Every address on which these processes wait for connections, by TCP. */
export function listenersOf(pids: readonly number[]): Listener[] {
  const sockets = new Map(['tcp', 'tcp6'].flatMap(socketsIn))
  return pids.flatMap((pid) =>
    inodesOf(pid).flatMap((inode) => {
      const socket = sockets.get(inode)
      return socket === undefined ? [] : [{ pid, command: commandOf(pid), ...socket }]
    }),
  )
}

/** The processes that came of this one, and itself. */
export function familyOf(pid: number): number[] {
  const parents = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }))
  const family = [pid]
  for (const member of family)
    family.push(...parents.filter(({ parent }) => parent === member).map((child) => child.pid))
  return family
}

function socketsIn(table: string): [string, { address: string; port: number }][] {
  const file = `/proc/net/${table}`
  const rows = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n').slice(1) : []
  return rows.flatMap((row): [string, { address: string; port: number }][] => {
    const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/)
    const [address = '', port = ''] = local.split(':')
    return state === listening ? [[inode, { address, port: Number.parseInt(port, 16) }]] : []
  })
}

function inodesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  return orNothing(() => fs.readdirSync(folder)).flatMap((fd) =>
    orNothing(() => [fs.readlinkSync(`${folder}/${fd}`)]).flatMap(
      (target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [],
    ),
  )
}

function parentOf(pid: number): number {
  const [stat = ''] = orNothing(() => [fs.readFileSync(`/proc/${pid}/stat`, 'utf8')])
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function commandOf(pid: number): string {
  const [line = ''] = orNothing(() => [fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')])
  return line.replaceAll('\0', ' ').slice(0, 120)
}

/** A process, or what it had open, may be gone by the time that somebody looks. */
function orNothing<T>(look: () => T[]): T[] {
  try {
    return look()
  } catch {
    return []
  }
}
