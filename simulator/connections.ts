import type { Server, Socket } from 'node:net'

/** The open TCP connections of a server, below TLS where there is any. */
export class Connections {
  readonly #open = new Set<Socket>()

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket))
    })
  }

  /** Sends RST, on the TCP connection that carries this plain or TLS socket, and drops it. */
  reset(socket: Socket): void {
    for (const open of this.#open) {
      if (open.remotePort === socket.remotePort && open.remoteAddress === socket.remoteAddress) {
        open.resetAndDestroy()
        return
      }
    }
  }

  /** Drops every connection at once. */
  destroyAll(): void {
    for (const open of this.#open) open.destroy()
  }
}
