import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { Server } from 'proxy-chain'
import { startSimulator } from '../../simulator/server.ts'
import { createAuthority } from './certificates.ts'

export interface Ports {
  readonly api: number
  readonly proxy: number
}

export const farAddress = '203.0.113.1'
export const farMac = '02:00:00:00:00:02'
export const certificateFile = 'authority.pem'
const delayMs = 320
const vxlanPort = 4790

if (import.meta.main) await serve(process.argv[2] ?? '')

/** Serves the far side: packets arrive late through a VXLAN tunnel, and responses return directly. */
async function serve(folder: string): Promise<void> {
  process.stdin.on('end', () => process.exit())
  process.stdout.write('namespace\n')
  await once(process.stdin, 'data')
  const ip = (command: string) => execFileSync('ip', command.split(' '))
  ip('link set lo up')
  ip('addr add 198.51.100.2/24 dev far')
  ip(`addr add ${farAddress}/32 dev lo`)
  ip('link set far up')
  ip(`link add slow address ${farMac} type vxlan id 1 dstport ${vxlanPort} remote 198.51.100.1 dev far`)
  ip('link set slow up')
  delayPackets()

  const authority = await createAuthority()
  writeFileSync(path.join(folder, certificateFile), authority.cert)
  const api = await startSimulator({
    replies: [{ kind: 'status', status: 'completed' }],
    host: farAddress,
    tls: await authority.issue(['no-route.example.com', 'black-hole.example.com', 'api.example.com']),
  })
  const proxy = new Server({
    host: farAddress,
    port: 0,
    prepareRequestFunction: () => ({
      dnsLookup: ((_name: string, ...rest: [never, never]) => lookup(farAddress, ...rest)) as typeof lookup,
    }),
  })
  await proxy.listen()
  process.stdout.write(JSON.stringify({ api: api.port, proxy: proxy.port }))
}

/** Passes the packets of the near side on to the kernel after the delay. */
function delayPackets(): void {
  const relay = createSocket('udp4').bind(4789)
  relay.on('message', (packet) => {
    completeChecksum(packet)
    setTimeout(() => relay.send(packet, vxlanPort, '127.0.0.1'), delayMs)
  })
}

/** Completes the checksum of TCP over IPv4, which the near side's kernel leaves to a network card. */
function completeChecksum(packet: Buffer): void {
  const vxlanEthernetAndIpHeaders = 8 + 14 + 20
  const segment = packet.subarray(vxlanEthernetAndIpHeaders)
  let sum = 0
  for (const [index, byte] of segment.entries()) sum += index % 2 === 0 ? byte * 256 : byte
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  segment.writeUInt16BE(~sum & 0xffff, 16)
}
