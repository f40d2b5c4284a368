import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

/** A port of this machine on which nobody listens, nor can, as long as this process lives. */
export async function closedPort(): Promise<number> {
  const port = await holdPort('127.0.0.1')
  return holdPort('::1', port)
}

/** Takes a port with the near end of a connection: who gives it back, however shortly, may find somebody else there. */
async function holdPort(host: string, localPort?: number): Promise<number> {
  const server = createServer((far) => far.unref()).listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const near = connect({ host, port, localAddress: host, ...(localPort !== undefined && { localPort }) })
  await once(near, 'connect')
  for (const held of [server, near]) held.unref()
  return near.localPort ?? 0
}
