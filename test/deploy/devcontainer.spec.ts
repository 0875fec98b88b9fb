import { parse } from 'yaml';
import { z } from 'zod';
import { readRepositoryFile } from './read-file.js';

const devcontainerSchema = z.object({
  image: z.string(),
  postCreateCommand: z.string(),
  forwardPorts: z.array(z.number()),
  portsAttributes: z.record(z.string(), z.object({ label: z.string() })),
});

describe('.devcontainer/devcontainer.json', () => {
  // JSON is YAML, and its comments stand on lines of their own here.
  const text = readRepositoryFile('.devcontainer/devcontainer.json').replaceAll(
    /^\s*\/\/.*$/gm,
    '',
  );
  const content: unknown = parse(text);
  const devcontainer = devcontainerSchema.parse(content);

  it('has Node 24 and installs from the lockfile', () => {
    expect(devcontainer.image).toMatch(/typescript-node:24-/);
    expect(devcontainer.postCreateCommand).toBe('npm ci');
  });

  it('forwards the API and the sandbox, and labels every port', () => {
    expect(devcontainer.forwardPorts).toEqual([4567, 4568]);
    expect(Object.keys(devcontainer.portsAttributes)).toEqual(
      expect.arrayContaining(['4567', '4568', '2000', '4318', '4569', '4570']),
    );
  });
});
