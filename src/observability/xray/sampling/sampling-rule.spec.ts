import { type Attributes, SpanKind } from '@opentelemetry/api';
import { ANY_RULE } from './daemon.spec-server.js';
import { readRules } from './daemon-answers.js';
import { SampledService } from './sampled-service.js';
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
  'app.tags': ['a', 'b'],
};

const onEcs = new SampledService({
  name: 'cruddur',
  type: 'AWS::ECS::Container',
});

function matched(rule: object, attributes = request, service = onEcs): boolean {
  const [parsed] = rulesFrom(rule);
  return (
    parsed !== undefined &&
    matches(parsed, service, {
      traceId: '',
      name: 'GET',
      kind: SpanKind.SERVER,
      attributes,
    })
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
    [{ Attributes: { 'app.plan': 'PAID' } }, true],
    [{ Attributes: { 'APP.PLAN': 'paid' } }, false],
    [{ Attributes: { 'app.plan': '*', 'server.port': '84?3' } }, true],
    [{ Attributes: { 'app.plan': 'paid', 'server.port': '1' } }, false],
    [{ Attributes: { 'app.unknown': '?*' } }, false],
    [{ Attributes: { 'app.unknown': '*' } }, false],
    [{ Attributes: { 'app.tags': '*' } }, true],
    [{ Attributes: { 'app.tags': 'a' } }, false],
    [{ Attributes: {} }, true],
    [{ Attributes: null }, true],
    [{ Attributes: { 'app.plan': 7 } }, false],
    [{ Attributes: [] }, false],
    [{ Attributes: 'app.plan' }, false],
    [{ Host: 7 }, false],
    [{ URLPath: {} }, false],
    [{ URLPath: '*'.repeat(128) }, true],
    [{ URLPath: '*'.repeat(129) }, false],
    [{ HTTPMethod: 'GET', URLPath: '/api/*', Host: 'api.*' }, true],
    [{ HTTPMethod: 'GET', URLPath: '/admin/*' }, false],
    [{ ResourceARN: 'arn:aws:x' }, false],
    [{ ResourceARN: 'arn:*' }, false],
    [{ Version: 2 }, false],
    [{ Version: '1' }, false],
    [{ Version: undefined }, false],
    [{ RuleName: 'x'.repeat(33) }, false],
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

  it('knows a method by the name it came with', () => {
    const attributes = {
      ...request,
      'http.request.method': '_OTHER',
      'http.request.method_original': 'PROPFIND',
    };
    expect(matched({ HTTPMethod: 'PROPFIND' }, attributes)).toBe(true);
    expect(matched({ HTTPMethod: 'PROP*' }, attributes)).toBe(true);
    expect(matched({ HTTPMethod: '_OTHER' }, attributes)).toBe(false);
  });

  it('knows the service by the name of its segments', () => {
    const rule = { ServiceName: 'api.example.com:8443' };
    const named = new SampledService({
      name: 'cruddur',
      naming: { pattern: '*.example.com:*', fixed: 'fixed' },
    });
    expect(matched(rule)).toBe(false);
    expect(matched(rule, request, named)).toBe(true);
    expect(matched({ ServiceName: 'fixed' }, {}, named)).toBe(true);
    expect(matched({ ServiceName: 'cruddur' }, {}, named)).toBe(false);
  });

  it('knows the place of the service as soon as the resource tells it', () => {
    const attributes: Attributes = {};
    const service = new SampledService({ name: 'cruddur' });
    const rule = { ServiceType: 'aws::ec2::instance' };
    service.runsIn({ attributes });
    expect(matched(rule, request, service)).toBe(false);
    expect(matched({ ServiceType: '*' }, request, service)).toBe(true);
    Object.assign(attributes, {
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_ec2',
    });
    expect(matched(rule, request, service)).toBe(true);

    const told = new SampledService({ name: 'cruddur', type: 'AWS::ECS::X' });
    told.runsIn({ attributes });
    expect(matched(rule, request, told)).toBe(false);
    expect(matched({ ServiceType: 'AWS::ECS::X' }, request, told)).toBe(true);
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
