import net from 'node:net';

/** A TCP line to a port that can be frozen, like a network that swallows everything. */
export class TcpLine {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  #frozen = false;

  private constructor(toPort: number) {
    this.#server = net.createServer((near) => {
      const far = net.connect(toPort, '127.0.0.1');
      this.#join(near, far);
      this.#join(far, near);
    });
  }

  static async open(toPort: number): Promise<TcpLine> {
    const line = new TcpLine(toPort);
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || !address) throw new Error('The line is closed.');
    return `http://127.0.0.1:${address.port}`;
  }

  freeze(): void {
    this.#frozen = true;
  }

  /** Lets new connections through; the old ones stay dead, as after a change of network. */
  thaw(): void {
    this.#frozen = false;
    for (const socket of this.#sockets) socket.pause();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(from: net.Socket, to: net.Socket): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => {
      if (!this.#frozen) to.write(bytes);
    });
    from.on('close', () => {
      this.#sockets.delete(from);
      if (!this.#frozen) to.destroy();
    });
    // A reset is what a test of broken lines is about; `close` follows it.
    from.on('error', () => to.destroy());
  }
}
