export { PermanentJobError } from "./permanent-job-error.ts"
export type { BoundJob, DeadJob, EnqueueOptions, JobState, JobStatus, Queue, QueueDepth, RunningJob } from "./queue.ts"
