import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { hasIpv6 } from './platform.ts'

/** A port on which nobody listens, nor can, while this process runs. */
export async function closedPort(): Promise<number> {
  const port = await holdPort('127.0.0.1')
  return hasIpv6 ? holdPort('::1', port) : port
}

/** Takes a port for the near end of a connection. A port that was released could be taken by another process. */
async function holdPort(host: string, localPort?: number): Promise<number> {
  const server = createServer((far) => far.unref()).listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const near = connect({ host, port, localAddress: host, ...(localPort !== undefined && { localPort }) })
  await once(near, 'connect')
  for (const held of [server, near]) held.unref()
  return near.localPort ?? 0
}
