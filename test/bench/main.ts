import { writeFileSync } from 'node:fs';
import { readOptions, type BenchOptions } from './options.js';
import { selfTimes } from './profile/self-times.js';
import { writeDocument } from './report/document.js';
import { machine } from './report/machine.js';
import { columns, HEAD, legend, rowOf } from './report/render.js';
import { summaries } from './report/summary.js';
import { TARGETS_HEAD, targetRows } from './report/targets.js';
import { BenchRig } from './run/bench-rig.js';
import { otherRevision } from './run/other-revision.js';
import { ProgramUnderTest } from './run/program-under-test.js';
import { rounds } from './run/rounds.js';
import { SCENARIOS } from './scenarios.js';

const PROFILED = 25;

async function bench(options: BenchOptions): Promise<void> {
  const rig = await BenchRig.start();
  try {
    await (options.profile ? profile(rig, options) : compare(rig, options));
  } finally {
    await rig.stop();
  }
}

async function compare(rig: BenchRig, options: BenchOptions): Promise<void> {
  const { compare: revision, json, document } = options;
  say(machine());
  const series = await rounds(rig, {
    ...options,
    revisions: new Map([
      ['this', undefined],
      ...(revision === undefined
        ? []
        : [[revision, otherRevision(revision)] as const]),
    ]),
    onMeasured: ({ scenario, variant, revision: of }, measurement) => {
      const { requestsPerSecond, cpuUsPerRequest } = measurement;
      say(
        `${scenario} ${variant}${of === 'this' ? '' : ` at ${of}`}: ${requestsPerSecond.toFixed(0)} a second, ${cpuUsPerRequest.toFixed(1)} µs a request`,
      );
    },
  });
  const all = summaries(series);
  say(`\n${columns([HEAD, ...all.map(rowOf)])}\n`);
  for (const [name, about] of Object.entries(legend(all))) {
    say(`${name}: ${about}`);
  }
  const targets = targetRows(all);
  if (targets.length > 0) {
    say(`\n${columns([TARGETS_HEAD, ...targets])}`);
  }
  if (json !== undefined) {
    writeFileSync(
      json,
      `${JSON.stringify({ machine: machine(), all }, undefined, 2)}\n`,
    );
  }
  if (document) {
    await writeDocument(all);
  }
}

/** Says where each variant spends its time under load. */
async function profile(
  rig: BenchRig,
  { variants, scenarios, seconds }: BenchOptions,
): Promise<void> {
  for (const scenario of scenarios) {
    for (const variant of variants) {
      const program = await ProgramUnderTest.start({
        variant,
        scenario,
        ports: rig.ports,
      });
      const load = (): Promise<unknown> =>
        rig.load({
          kind: 'saturate',
          port: program.port,
          connections: 50,
          seconds,
          ...SCENARIOS[scenario],
        });
      await load();
      const times = selfTimes(await program.profiled(load));
      await program.stop();
      say(`\n${scenario} ${variant}`);
      for (const list of [times.packages, times.functions]) {
        for (const { name, share } of list.slice(0, PROFILED)) {
          say(`${(share * 100).toFixed(1).padStart(6)} %  ${name}`);
        }
        say('');
      }
    }
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await bench(readOptions(process.argv.slice(2)));
