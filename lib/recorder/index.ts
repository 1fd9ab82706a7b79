export type { Details, NewEvent, Quantity, RecorderEvent } from "./event";
export {
  createRecorder,
  type Recorder,
  type RecorderOptions,
  type RecorderProblem,
  type SpillFile,
} from "./recorder";
export { servicesOf, toGigabyteHours, toSeconds } from "./services";
