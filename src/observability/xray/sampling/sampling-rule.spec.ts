import { type Attributes, SpanKind } from '@opentelemetry/api';
import { ANY_RULE } from './daemon.spec-server.js';
import { readRules } from './daemon-answers.js';
import { inOrder, matches, type SamplingRule } from './sampling-rule.js';

function rulesFrom(...rules: readonly object[]): readonly SamplingRule[] {
  return readRules({
    SamplingRuleRecords: rules.map((rule) => ({
      SamplingRule: { ...ANY_RULE, ...rule },
    })),
  }).rules;
}

const request: Attributes = {
  'http.request.method': 'GET',
  'url.path': '/api/activities/home',
  'server.address': 'api.example.com',
  'server.port': 8443,
  'app.plan': 'paid',
};

function matched(rule: object, attributes = request): boolean {
  const [parsed] = rulesFrom(rule);
  return (
    parsed !== undefined &&
    matches(
      parsed,
      { name: 'cruddur', type: 'AWS::ECS::Container' },
      { traceId: '', name: 'GET', kind: SpanKind.SERVER, attributes },
    )
  );
}

describe('a sampling rule', () => {
  it.each<[rule: object, matches: boolean]>([
    [{}, true],
    [{ ServiceName: 'cruddur' }, true],
    [{ ServiceName: 'CRUDDUR' }, true],
    [{ ServiceName: 'crud*' }, true],
    [{ ServiceName: 'crudd?r' }, true],
    [{ ServiceName: 'crudd?' }, false],
    [{ ServiceName: 'other' }, false],
    [{ ServiceType: 'AWS::ECS::Container' }, true],
    [{ ServiceType: 'AWS::ECS*' }, true],
    [{ ServiceType: 'AWS::EC2::Instance' }, false],
    [{ Host: 'api.example.com' }, true],
    [{ Host: 'api.example.com:8443' }, true],
    [{ Host: '*.example.com:*' }, true],
    [{ Host: 'API.*' }, true],
    [{ Host: 'example.com' }, false],
    [{ HTTPMethod: 'GET' }, true],
    [{ HTTPMethod: 'get' }, true],
    [{ HTTPMethod: 'POST' }, false],
    [{ URLPath: '/api/activities/home' }, true],
    [{ URLPath: '/api/*' }, true],
    [{ URLPath: '*home' }, true],
    [{ URLPath: '/api/?ctivities/*' }, true],
    [{ URLPath: '/api' }, false],
    [{ URLPath: '' }, true],
    [{ Attributes: { 'app.plan': 'p*' } }, true],
    [{ Attributes: { 'app.plan': 'free' } }, false],
    [{ Attributes: { 'app.unknown': '?*' } }, false],
    [{ HTTPMethod: 'GET', URLPath: '/api/*', Host: 'api.*' }, true],
    [{ HTTPMethod: 'GET', URLPath: '/admin/*' }, false],
    [{ ResourceARN: 'arn:aws:x' }, false],
    [{ Version: 2 }, false],
    [{ FixedRate: 1.5 }, false],
    [{ FixedRate: Number.NaN }, false],
    [{ ReservoirSize: -1 }, false],
    [{ Priority: 'high' }, false],
    [{ RuleName: '' }, false],
  ])('%o: %s', (rule, expected) => {
    expect(matched(rule)).toBe(expected);
  });

  it('is for background work only if it asks for nothing of a request', () => {
    expect(matched({}, {})).toBe(true);
    expect(matched({ URLPath: '*' }, {})).toBe(true);
    expect(matched({ URLPath: '/*' }, {})).toBe(false);
    expect(matched({ HTTPMethod: 'GET' }, {})).toBe(false);
  });

  it('comes before others by priority, then by name', () => {
    const rules = rulesFrom(
      { RuleName: 'b', Priority: 5 },
      { RuleName: 'Default', Priority: 9999 },
      { RuleName: 'a', Priority: 5 },
      { RuleName: 'first', Priority: 1 },
    );
    expect(inOrder(rules).map(({ name }) => name)).toEqual([
      'first',
      'a',
      'b',
      'Default',
    ]);
  });

  it('is left out alone when it is none', () => {
    expect(
      readRules({
        SamplingRuleRecords: [
          null,
          7,
          {},
          { SamplingRule: null },
          { SamplingRule: ANY_RULE },
        ],
      }).rules,
    ).toHaveLength(1);
    expect(() => readRules({})).toThrow(TypeError);
    expect(() => readRules('<html>')).toThrow(TypeError);
  });
});
