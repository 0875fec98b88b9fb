export {
  AnswersJson,
  AnswersPage,
  AnswersProblem,
  ReadsJson,
  RejectsInput,
} from './answers.decorator.js';
export { setupOpenApi } from './setup-openapi.js';
