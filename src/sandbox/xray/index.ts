export {
  type SamplingRule,
  type SamplingRuleInput,
  type SamplingRuleRecord,
  SamplingRules,
  samplingRuleSchema,
} from './sampling-rules.js';
export { XRayReceiver } from './xray.receiver.js';
