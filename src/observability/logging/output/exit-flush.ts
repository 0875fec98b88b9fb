/** Something that holds lines which must be written before the process is gone. */
interface ExitFlushed {
  flushNow(): void;
}

/** The process's one exit listener for log output, whatever the number of writers. */
class ExitFlush {
  private readonly pending = new Set<ExitFlushed>();
  private listening = false;

  add(writer: ExitFlushed): void {
    if (!this.listening) {
      this.listening = true;
      process.on('exit', () => {
        for (const one of this.pending) {
          one.flushNow();
        }
      });
    }
    this.pending.add(writer);
  }

  delete(writer: ExitFlushed): void {
    this.pending.delete(writer);
  }
}

export const flushAtExit = new ExitFlush();
