/** Node's parameters that run a module before the program. @param source of an ES module */
export function preload(source: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(source)}`];
}
