export { PermanentJobError } from "./permanent-job-error.ts"
export type { BoundJob, EnqueueOptions, JobState, JobStatus, Queue, QueueDepth, RunningJob } from "./queue.ts"
