export { type GivenAnswer, type Grade, gradeAnswer } from "./grade-answer.ts"
export { countMaterialQuestions } from "./material-question-store.ts"
export {
  type Explanation,
  isTyped,
  type NewQuestion,
  type Question,
  type QuestionOption,
  type QuestionSource,
  type QuestionType,
} from "./question.ts"
export { faultsOfQuestion } from "./question-rules.ts"
export {
  findQuestion,
  insertQuestions,
  listPracticable,
  listQuestionsByIds,
  type MovedFact,
  markQuestion,
  moveMaterialQuestions,
  type QuestionFilter,
  setMaterialQuestionsRetired,
  topicIdOf,
} from "./question-store.ts"
export { jobs } from "./questions.jobs.ts"
export { routes } from "./questions.routes.ts"
export {
  difficultyField,
  explanationSchema,
  questionOptionSchema,
  questionTypeField,
  sourceSchema,
} from "./questions.schema.ts"
export { removeUnusedQuestions } from "./remove-unused-questions.ts"
export { beforeArchiving } from "./retention.ts"
export {
  type CatalogueSubject,
  type CatalogueTopic,
  ensureCatalogue,
  ensureMaterialTopics,
  listTopicNames,
  type MaterialTopics,
} from "./topic-store.ts"
