/** Something that holds lines which must be written before the process is gone. */
interface ExitFlushed {
  flushNow(): void;
}

/** The process's one exit listener for log output, whatever the number of writers. */
class ExitFlush {
  private readonly pending = new Set<ExitFlushed>();
  private listening = false;
  private exiting = false;

  /** What comes when the listener has run, from another listener of the exit, is flushed at once. */
  add(writer: ExitFlushed): void {
    if (this.exiting) {
      writer.flushNow();
      return;
    }
    if (!this.listening) {
      this.listening = true;
      process.on('exit', () => {
        this.exiting = true;
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
