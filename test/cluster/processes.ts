import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { isAlive } from '../kernel/processes.js'

/** What /proc shows of the processes that a cluster is made of: the brokers and supervisors of one data folder. */
export interface ClusterProcesses {
  readonly brokers: readonly number[]
  readonly supervisors: readonly number[]
}

/** The living processes whose command line names the data folder. Linux only. */
export function processesOf(folder: string): ClusterProcesses {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandOf(name) }))
    .filter(({ pid, command }) => command.includes(folder) && isAlive(pid))
  return {
    brokers: found.filter(({ command }) => command.includes('kafka.Kafka')).map(({ pid }) => pid),
    supervisors: found.filter(({ command }) => command.includes('supervisor.mjs')).map(({ pid }) => pid),
  }
}

/** The local addresses on which a process listens, as `address:port`; addresses as the kernel writes them. Linux only. */
export function listeningAddresses(pid: number): string[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [/^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? '']
      } catch {
        return [] // the descriptor was closed meanwhile
      }
    }),
  )
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? ''))
      .map((fields) => readable(fields[1] ?? '')),
  )
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** 0100007F:1F90 is 127.0.0.1:8080; an IPv4 address in the IPv6 table has it in its last eight digits. */
function readable(text: string): string {
  const [address = '', port = ''] = text.split(':')
  const mapped = /^0{16}(?:0000FFFF|FFFF0000)([0-9A-F]{8})$/.exec(address)?.[1]
  const digits = mapped ?? address
  const bytes = (digits.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))
  const ip = digits.length === 8 ? bytes.reverse().join('.') : digits
  return `${ip}:${Number.parseInt(port, 16)}`
}
