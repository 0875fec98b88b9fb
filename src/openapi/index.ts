export {
  AnswersJson,
  AnswersPage,
  AnswersProblem,
  RejectsInput,
} from './answers.decorator.js';
export { setupOpenApi } from './setup-openapi.js';
