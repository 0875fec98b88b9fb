/** One frame of a stack, the innermost first. */
export interface Frame {
  readonly method: string;
  readonly file: string;
  readonly line: string;
}

/** Frames drawn of one exception. */
const MAX_FRAMES = 50;
/** Characters of a message that are drawn. */
const MAX_MESSAGE = 500;

/** An exception with its stack, as a vendor tells it. */
export function Exception({
  type,
  message,
  frames,
  root,
  isCause = false,
}: {
  readonly type: string;
  readonly message: string;
  readonly frames: readonly Frame[];
  /** Where the code is: files in it are named from there. */
  readonly root: string;
  readonly isCause?: boolean;
}) {
  return (
    <section class="exception">
      <h4>
        {isCause && 'caused by '}
        {type.slice(0, MAX_MESSAGE)}: {message.slice(0, MAX_MESSAGE)}
      </h4>
      <ol>
        {frames.slice(0, MAX_FRAMES).map(({ method, file, line }, index) => (
          <li key={index}>
            <b>{method}</b>{' '}
            <span>
              {below(root, file)}:{line}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function below(root: string, file: string): string {
  return root !== '' && file.startsWith(`${root}/`)
    ? file.slice(root.length + 1)
    : file;
}
