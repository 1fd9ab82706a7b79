let made = 0;

type Data = Record<string, unknown>;

function event(type: string, time: string, data: Data, subject?: string) {
  made += 1;
  return { id: `event-${made}`, source: "test", type, time, data, ...(subject ? { subject } : {}) };
}

/** A successful upload of 100 bytes unless told. */
export const upload = (time: string, data: Data = {}, subject?: string) =>
  event("file_upload", time, { upload_status: "success", file_size: 100, ...data }, subject);

/** A request that succeeded, without bytes and duration unless told. */
export const request = (time: string, data: Data = {}, subject?: string) =>
  event("api_request", time, { endpoint: "/", status_code: 200, ...data }, subject);

/** Generic usage of a meter. */
export const usage = (
  time: string,
  usage_type: string,
  quantity: number | string,
  data: Data = {},
  subject?: string,
) => event("usage", time, { usage_type, quantity, ...data }, subject);
